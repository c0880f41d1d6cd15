namespace Bot.Conversations;

/// <summary>台账: the ledgers of the speaker's level, made from what is stored and sent as a file.</summary>
internal static class LedgerOrders
{
    public static void Start(Scene scene)
    {
        if (scene.Speaker.SeesOnlyOwn)
        {
            scene.Say(Texts.NoLedgers);
            Engine.Show(scene);
            return;
        }
        foreach (var campaign in scene.Pack.Campaigns)
            foreach (var ledger in campaign.Ledgers.Select(id => scene.Pack.Ledger(id)!))
            {
                scene.Do(new TurnEvent.LedgerOrdered(ledger.Id, campaign.Id));
                scene.Say(Texts.LedgerComing, ("ledger", ledger.Title));
            }
        Engine.Show(scene);
    }
}
