using Bot.Conversations;
using Bot.Turns;
using Scheduler.Ledgers;
using Scheduler.Reminders;
using Scheduler.Rules;
using Store;

namespace Testing;

/// <summary>Where a transcript plays: the town's store, a clock, and what every person has on their screen.</summary>
internal sealed class TranscriptStage : IAsyncDisposable
{
    private const int MostOnOneLine = 40;

    private readonly Exchange exchange = new(Repository.Pack);
    private readonly TestClock clock = new(default);
    private readonly Dictionary<string, List<Prompt>> shown = [];
    private readonly Dictionary<string, string> newcomers = [];
    private TownStore? town;

    public bool HasBegun => town is not null;

    private Database Database => town!.Database;

    /// <summary>Moves the clock; what falls due by then is sent.</summary>
    public async Task<IEnumerable<string>> MoveTo(DateTimeOffset now)
    {
        clock.MoveTo(now);
        town ??= await TownStore.Open(now);
        await new DueRunner(Database, Repository.Pack).RunDue(now);
        return Messages(await Delivered(), speaker: null);
    }

    /// <summary>What the night's run of the rules does; people are told when the clock moves on.</summary>
    public Task RunRules() => new RuleRounds(Database, Repository.Pack).Run(clock.GetUtcNow());

    /// <summary>A row of a fact table, as an import would bring it.</summary>
    public Task Know(string table, IReadOnlyList<(string Column, string Value)> row) => Database.Write(tx => Facts.Save(
        tx, Repository.Pack.FactTable(table)!, row.ToDictionary(value => value.Column, value => value.Value), "", "transcript", clock.GetUtcNow()));

    public Task Restart() => town!.Restart(clock.GetUtcNow());

    public Input Tap(string userid, IReadOnlyList<string> texts, bool oldest, int line)
    {
        var cards = shown.GetValueOrDefault(userid, []).Where(prompt => Parts(prompt, texts) is not null || texts.All(text => Find(prompt, text) is not null));
        var card = (oldest ? cards.FirstOrDefault() : cards.LastOrDefault())
            ?? throw new FormatException($"{line}: {NameOf(userid)} has no card with [{string.Join("] [", texts)}]");
        return Parts(card, texts) is { } parts
            ? new Input.Tapped(card.Step, [.. parts.Values]) { Parts = parts }
            : new Input.Tapped(card.Step, [.. texts.Select(text => Find(card, text)!.Id)]);
    }

    /// <summary>Somebody more who is here: a department's, a town office's, the county's. A unit that the town lacks is put under the county, or under the town whose name it begins with.</summary>
    public Task Settle(string name, string unitName, string role) => Database.Write(async tx =>
    {
        var units = await Units.All(tx, Scope.Everything);
        var unit = units.FirstOrDefault(known => known.Name == unitName);
        if (unit is null)
        {
            var above = units.FirstOrDefault(known => known.Level == "town" && unitName.StartsWith(known.Name, StringComparison.Ordinal)) ?? units.First(known => known.Level == "county");
            unit = new Unit($"U{units.Count}", above.Id, above.Level, unitName, "", units.Count);
            await Units.Save(tx, [unit]);
        }
        var userid = $"also{newcomers.Count}";
        newcomers[name] = userid;
        await People.Save(tx, [new Person(userid, name, role, unit.Id, unit.Level, null, true, 100 + newcomers.Count)]);
        return true;
    });

    public string? UseridOf(string name) => newcomers.GetValueOrDefault(name) ?? Town.UseridOf(name);

    private string NameOf(string userid) => newcomers.FirstOrDefault(known => known.Value == userid).Key ?? Town.NameOf(userid);

    /// <param name="written">When it was written, where weak signal held it up.</param>
    public async Task<IEnumerable<string>> Hear(string userid, Input input, DateTimeOffset? written = null)
    {
        var now = clock.GetUtcNow();
        var events = await Database.Write(async tx =>
        {
            var person = await People.Find(tx, userid) ?? throw new InvalidOperationException($"{userid} is not in town");
            var (session, happened) = await exchange.Run(tx, person, (await Sessions.Load(tx, userid))?.State, input, now, written);
            var stored = session.ToJson();
            if (Session.FromJson(stored).ToJson() != stored)
                throw new InvalidOperationException($"the session does not survive being stored: {stored}");
            await Sessions.Save(tx, userid, stored, now);
            return happened;
        });
        await new LedgerRounds(Database, Repository.Pack).MakeRequested(clock);
        var messages = events.Select(happened => happened switch
        {
            TurnEvent.Said said => said.Text.Split('\n'),
            TurnEvent.Asked asked => Ask(userid, asked.Prompt),
            _ => [],
        }).Where(lines => lines.Length > 0).ToList();
        return Apart([.. messages, .. Lines(await Delivered(), userid)]);
    }

    /// <summary>What a line of the document states, as it is: in words, and row by row.</summary>
    public async Task<(string What, IEnumerable<string> Rows)> State(string what, string of)
    {
        var pack = Repository.Pack;
        switch (what)
        {
            case "台账":
                var ledger = pack.Ledger(of) ?? throw new FormatException($"there is no ledger {of}");
                var table = await Database.Read(tx => LedgerRounds.Compute(tx, pack, ledger, Scope.Everything, null, null, null));
                return ($"{table.Rows.Count} 行", table.Rows.Select(row => string.Join(" | ", row.Select(cell => cell.ToString()))));
            case "提交":
                var submissions = await Database.Read(tx => Submissions.List(tx, of, Scope.Everything));
                return ($"{submissions.Count} 份，其中无变化 {submissions.Count(submission => submission.Unchanged)} 份", []);
            default:
                var chain = UseridOf(of) is { } userid ? $"person:{userid}" : $"household:{of}";
                var entries = await Database.Read(tx => Journal.Of(tx, chain, 100));
                return (string.Join('、', entries.Reverse().Select(entry => $"{entry.Action} {entry.Subject}")), []);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (town is not null)
            await town.DisposeAsync();
    }

    private static Option? Find(Prompt prompt, string text) => prompt.Options.Concat(prompt.Actions).FirstOrDefault(option => option.Text == text);

    /// <summary>One text for each part of the prompt, in order; null where they are not that.</summary>
    private static Dictionary<string, string>? Parts(Prompt prompt, IReadOnlyList<string> texts)
    {
        if (prompt.Parts.Count == 0 || prompt.Parts.Count != texts.Count)
            return null;
        var picked = prompt.Parts.Zip(texts, (part, text) => (part.Id, Option: part.Options.FirstOrDefault(option => option.Text == text))).ToList();
        return picked.TrueForAll(part => part.Option is not null) ? picked.ToDictionary(part => part.Id, part => part.Option!.Id) : null;
    }

    private string[] Ask(string userid, Prompt prompt)
    {
        if (!shown.TryGetValue(userid, out var cards))
            shown[userid] = cards = [];
        cards.Add(prompt);
        var options = prompt.Options.Select(option => option.Number is { } number ? $"{number}. {option.Text}" : $"[{option.Text}]").ToList();
        var together = string.Join(' ', options);
        return
        [
            .. ((string[])
            [
                prompt.Context,
                prompt.Title,
                .. prompt.Body.Split('\n'),
                .. prompt.Parts.Select(part => $"{part.Title} {string.Join(' ', part.Options.Select(option => option.Id == part.Chosen ? $"[{option.Text}✓]" : $"[{option.Text}]"))}"),
                .. together.Length > MostOnOneLine ? options : [together],
                .. prompt.Hint.Split('\n'),
                string.Concat(prompt.Actions.Select(action => $"（{action.Text}）")),
            ]).Where(line => line.Length > 0),
        ];
    }

    /// <summary>What the pump would send now, taken out of the outbox.</summary>
    private async Task<IReadOnlyList<(string Userid, string Text)>> Delivered()
    {
        var now = clock.GetUtcNow();
        var due = await Database.Read(tx => Outbox.Due(tx, now, 1000));
        await Database.Write(tx => Outbox.MarkSent(tx, [.. due.Select(row => row.Id)], null, null, now));
        var delivered = new List<(string, string)>();
        foreach (var row in due)
            delivered.Add((row.Userid, row.Kind switch
            {
                OutboxKind.File => $"（文件：{await FileName(row.Payload)}）",
                OutboxKind.Recall => "（撤回）",
                _ => row.Payload,
            }));
        return delivered;
    }

    private async Task<string> FileName(string id) =>
        (await Database.Read(tx => Files.Get(tx, long.Parse(id, System.Globalization.CultureInfo.InvariantCulture))))!.Name;

    private IEnumerable<string> Messages(IReadOnlyList<(string Userid, string Text)> delivered, string? speaker) => Apart(Lines(delivered, speaker));

    // Whoever spoke is answered; everybody else is named.
    private List<string[]> Lines(IReadOnlyList<(string Userid, string Text)> delivered, string? speaker) =>
    [
        .. delivered.GroupBy(message => message.Text).Select(same => same.All(message => message.Userid == speaker)
            ? same.Key.Split('\n')
            : [$"【发给{string.Join('、', same.Select(message => NameOf(message.Userid)))}】", .. same.Key.Split('\n')]),
    ];

    private static IEnumerable<string> Apart(IEnumerable<string[]> messages) =>
        messages.SelectMany((lines, index) => index == 0 ? lines : ["", .. lines]);
}
