using System.CommandLine;
using Scheduler.Ledgers;
using Store;
using Store.Packs;

namespace Bot.Commands;

/// <summary>Which ledger a verb is about: ID, and whose, of which campaign and month.</summary>
internal sealed class AskedLedger
{
    private readonly Argument<string> id = new("ID") { Description = "the ledger's id" };
    private readonly Option<string?> campaign = new("--campaign") { Description = "only what belongs to this campaign" };
    private readonly Option<string?> period = new("--period") { HelpName = "YYYY-MM", Description = "only what was filled for this month" };
    private readonly Option<string?> unit = new("--unit") { Description = "a unit's id or name; everything without it" };

    public AskedLedger() => period.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var written }] && Month.Parse(written) is null)
            result.AddError($"--period: '{written}' is not a month such as 2022-08.");
    });

    public void AddTo(Command command)
    {
        command.Add(id);
        command.Add(campaign);
        command.Add(period);
        command.Add(unit);
    }

    /// <exception cref="StartException">There is no such ledger, campaign or unit, or no store.</exception>
    public async Task<int> Open(ParseResult parsed, Func<Database, LedgerAsk, Task<int>> then)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        var wanted = parsed.GetValue(id)!;
        var ledger = pack.Ledger(wanted)
            ?? throw new StartException($"there is no ledger '{wanted}'; known: {string.Join(", ", pack.Ledgers.Select(known => known.Id))}");
        var named = parsed.GetValue(campaign);
        if (named is not null && pack.Campaigns.All(known => known.Id != named))
            throw new StartException($"there is no campaign '{named}'; known: {string.Join(", ", pack.Campaigns.Select(known => known.Id))}");
        if (ledger.IsSlot)
            throw new StartException($"the source names '{ledger.Id}' and prints no columns: drop the county's own workbook in as prompts/ledgers/{ledger.Id}.xlsx");
        await using var database = await CommandStore.OpenWithKeys(settings);
        var area = parsed.GetValue(unit) is { } written ? await database.Read(tx => CommandStore.FindUnit(tx, written)) : null;
        return await then(database, new LedgerAsk(database, pack, ledger, area, named, parsed.GetValue(period)));
    }
}

/// <param name="Unit">Null = everything there is.</param>
internal sealed record LedgerAsk(Database Database, Pack Pack, Ledger Ledger, Unit? Unit, string? Campaign, string? Period)
{
    public Scope Scope => Unit is null ? Scope.Everything : new Scope.Area(Unit.Path);

    public Task<LedgerTable> Compute() => Database.Read(tx => LedgerRounds.Compute(tx, Pack, Ledger, Scope, Unit, Campaign, Period));

    public Task<LedgerExplanation> Explain(string row, string column) =>
        Database.Read(tx => LedgerRounds.Explain(tx, Pack, Ledger, Scope, Unit, Campaign, Period, row, column));
}
