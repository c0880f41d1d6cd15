using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Conversations;
using Bot.Turns;
using Bot.WeCom;
using Scheduler.Ledgers;
using Scheduler.Reminders;
using Scheduler.Rules;
using Store;

namespace Testing;

/// <summary>Where a transcript plays: the town's store, a clock, and what every person has on their screen.</summary>
/// <param name="throughTheWire">Plays it on phones as well, and compares.</param>
internal sealed partial class TranscriptStage(bool throughTheWire) : IAsyncDisposable
{
    private const int MostOnOneLine = 40;

    private readonly Exchange exchange = new(Repository.Pack);
    private readonly TestClock clock = new(default);
    private readonly Dictionary<string, List<Prompt>> shown = [];
    private readonly Dictionary<string, List<CardButton>> buttons = [];
    private readonly Dictionary<string, string> newcomers = [];
    private TownStore? town;
    private WireStage? wire;
    private int sent;

    public bool HasBegun => town is not null;

    private Database Database => town!.Database;

    private Database[] Stores => wire is null ? [Database] : [Database, wire.Town.Database];

    /// <summary>Moves the clock; what falls due by then is sent.</summary>
    public async Task<IEnumerable<string>> MoveTo(DateTimeOffset now)
    {
        clock.MoveTo(now);
        town ??= await TownStore.Open(now);
        await new DueRunner(Database, Repository.Pack).RunDue(now);
        await new LedgerRounds(Database, Repository.Pack).MakeRequested(clock);
        var delivered = await Delivered();
        if (throughTheWire)
        {
            wire ??= await WireStage.Open(now);
            await wire.MoveTo(now);
            await Compare([], delivered, null);
        }
        return Messages(delivered, speaker: null);
    }

    /// <summary>What the night's run of the rules does; people are told when the clock moves on.</summary>
    public async Task RunRules()
    {
        foreach (var database in Stores)
            await new RuleRounds(database, Repository.Pack).RunDaily(clock.GetUtcNow());
    }

    /// <summary>A row of a fact table, as an import would bring it.</summary>
    public async Task Know(string table, IReadOnlyList<(string Column, string Value)> row)
    {
        foreach (var database in Stores)
            await database.Write(tx => Facts.Save(
                tx, Repository.Pack.FactTable(table)!, row.ToDictionary(value => value.Column, value => value.Value), "", "transcript", clock.GetUtcNow()));
    }

    /// <summary>Something that was never sent before.</summary>
    public Input Send(string kind) => new Input.Sent(kind, $"media-{++sent}");

    public async Task Restart()
    {
        await town!.Restart(clock.GetUtcNow());
        if (wire is not null)
            await wire.Restart();
    }

    public Input Tap(string userid, IReadOnlyList<string> texts, bool oldest, int line)
    {
        var cards = shown.GetValueOrDefault(userid, []).Where(prompt => Parts(prompt, texts) is not null || texts.All(text => Find(prompt, text) is not null));
        // A card that came by itself belongs to no prompt.
        if (!cards.Any() && buttons.GetValueOrDefault(userid, []).FindLast(button => texts is [var only] && button.Text == only) is { Key: { } key }
            && PromptCard.Read(new Incoming.CardClicked(new IncomingHeader(userid, default, 0, ""), key, "", "", "", new Dictionary<string, IReadOnlyList<string>>())) is { } tapped)
            return tapped;
        var card = (oldest ? cards.FirstOrDefault() : cards.LastOrDefault())
            ?? throw new FormatException($"{line}: {NameOf(userid)} has no card with [{string.Join("] [", texts)}]");
        return Parts(card, texts) is { } parts
            ? new Input.Tapped(card.Step, [.. parts.Values]) { Parts = parts }
            : new Input.Tapped(card.Step, [.. texts.Select(text => Find(card, text)!.Id)]);
    }

    /// <summary>Somebody more who is here: a department's, a town office's, the county's. A unit that the town lacks is put under the county, or under the town whose name it begins with.</summary>
    public async Task Settle(string name, string unitName, string role)
    {
        var userid = $"also{newcomers.Count}";
        newcomers[name] = userid;
        foreach (var database in Stores)
            await Settle(database, userid, name, unitName, role, newcomers.Count);
    }

    private static Task Settle(Database database, string userid, string name, string unitName, string role, int number) => database.Write(async tx =>
    {
        var units = await Units.All(tx, Scope.Everything);
        var unit = units.FirstOrDefault(known => known.Name == unitName);
        if (unit is null)
        {
            var above = units.FirstOrDefault(known => known.Level == "town" && unitName.StartsWith(known.Name, StringComparison.Ordinal)) ?? units.First(known => known.Level == "county");
            unit = new Unit($"U{units.Count}", above.Id, above.Level, unitName, "", units.Count);
            await Units.Save(tx, [unit]);
        }
        await People.Save(tx, [new Person(userid, name, role, unit.Id, unit.Level, null, true, 100 + number)]);
        return true;
    });

    public string? UseridOf(string name) => newcomers.GetValueOrDefault(name) ?? Town.UseridOf(name);

    private string NameOf(string userid) => userid == OutboxKind.Robot ? "工作群" : newcomers.FirstOrDefault(known => known.Value == userid).Key ?? Town.NameOf(userid);

    /// <param name="written">When it was written, where weak signal held it up.</param>
    /// <param name="words">What a tap is called.</param>
    public async Task<IEnumerable<string>> Hear(string userid, Input input, DateTimeOffset? written = null, IReadOnlyList<string>? words = null)
    {
        var now = clock.GetUtcNow();
        var events = await Database.Write(async tx =>
        {
            var person = await People.Find(tx, userid) ?? throw new InvalidOperationException($"{userid} is not in town");
            var before = SealedSession.Read((await Sessions.Load(tx, userid))?.State, tx.Cipher);
            var (session, happened) = await exchange.Advance(lookup => new Lookups(tx, person, Repository.Pack).Find(lookup), person, before, input, now, written);
            if (input is Input.Sent sent)
                await Evidence.Add(tx, userid, sent.Kind, sent.Reference, session.Drafting?.Form ?? "", session.Drafting?.Subject ?? "", now);
            // Fetched at once, as by the evidence worker.
            foreach (var waiting in (await Evidence.Waiting(tx, now, 10)).Where(row => row.Kind == "image"))
                await Evidence.Keep(tx, waiting.Id, await Files.Add(tx, $"image-{waiting.Id}.jpg", [0xFF, 0xD8, 0xFF], now));
            await exchange.Carry(tx, happened, person, now);
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
            TurnEvent.Stamped stamped => [$"（卡片上：{stamped.Text}）"],
            _ => [],
        }).Where(lines => lines.Length > 0).ToList();
        var delivered = await Delivered();
        if (wire is not null)
        {
            await wire.Do(userid, input, written, words ?? []);
            await Compare(events, delivered, userid);
        }
        return Apart([.. messages, .. Lines(delivered, userid)]);
    }

    // What the engine says stands on the phones, and what stands on the phones the engine has said.
    private async Task Compare(IReadOnlyList<TurnEvent> events, IReadOnlyList<(string Userid, string Text)> delivered, string? speaker)
    {
        foreach (var person in await Database.Read(tx => People.List(tx)))
        {
            var mine = person.Userid == speaker ? events : [];
            List<string> said = [.. mine.OfType<TurnEvent.Said>().Select(happened => happened.Text), .. delivered.Where(message => message.Userid == person.Userid).Select(message => message.Text)];
            Compare(person.Name, said, [.. mine.OfType<TurnEvent.Asked>().Select(asked => asked.Prompt)], wire!.News(person.Userid));
        }
        Compare("@robot", [.. delivered.Where(message => message.Userid == OutboxKind.Robot).Select(message => message.Text)], [], wire!.GroupNews());
    }

    private static void Compare(string who, IReadOnlyList<string> said, IReadOnlyList<Prompt> asked, IReadOnlyList<string> phone)
    {
        var screen = string.Join('\n', phone);
        var must = said.Where(text => text != Recalled).Select(FileOrText).Concat(asked.SelectMany(OnPhone)).SelectMany(text => text.Split('\n')).Where(line => line.Trim().Length > 0);
        if (must.FirstOrDefault(line => !screen.Contains(line.TrimEnd(), StringComparison.Ordinal)) is { } missing)
            throw new InvalidOperationException($"“{missing}” is not on the phone of {who}:\n{screen}");
        var may = string.Join('\n', [.. said.Select(FileOrText), .. asked.SelectMany(OnPhone), .. asked.SelectMany(prompt => prompt.Parts.SelectMany(part => (string[])[part.Title, part.Caption])),
            .. asked.SelectMany(prompt => prompt.Actions.Select(action => action.Text)), .. asked.Select(prompt => prompt.Hint)]);
        foreach (var line in phone.SelectMany(line => Numbered().Split(line)).Select(line => line.Trim()))
            if (!may.Contains(line, StringComparison.Ordinal) && !line.StartsWith("也可以发：", StringComparison.Ordinal) && line is not ("选好了" or "稍后再填"))
                throw new InvalidOperationException($"nobody said “{line}” to {who}:\n{may}");
    }

    private const string Recalled = "（撤回）";
    private const string OnCard = "（卡片）";

    // As the document writes it: （文件：a.xlsx）, （卡片）its title and, below, its texts and [buttons].
    private static string FileOrText(string text) => text.StartsWith("（文件：", StringComparison.Ordinal) ? text[4..^1]
        : text.StartsWith(OnCard, StringComparison.Ordinal) ? text[OnCard.Length..].Replace("] [", "\n", StringComparison.Ordinal).Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
        : text;

    // A part of several says its caption on a card, its title in a text.
    private static IEnumerable<string> OnPhone(Prompt prompt) =>
        [prompt.Context, prompt.Title, prompt.Body, .. prompt.Options.Select(option => option.Text), .. prompt.Parts.SelectMany(part => part.Options.Select(option => option.Text))];

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
        if (wire is not null)
            await wire.DisposeAsync();
    }

    // 1. 是 2. 否, and （1/2） under a part of a long text.
    [GeneratedRegex(@"(?:^|\s)\d+\.\s|（\d+/\d+）$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

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
                .. prompt.Context.Split('\n'),
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
                OutboxKind.Card => Card(row.Userid, (TemplateCard.ButtonInteraction)JsonSerializer.Deserialize<TemplateCard>(row.Payload, WireJson.Options)!),
                _ => row.Payload,
            }));
        return delivered;
    }

    private string Card(string userid, TemplateCard.ButtonInteraction card)
    {
        if (!buttons.TryGetValue(userid, out var known))
            buttons[userid] = known = [];
        known.AddRange(card.ButtonList);
        string?[] lines = [$"{OnCard}{card.MainTitle?.Title}", card.MainTitle?.Desc, card.SubTitleText, string.Join(' ', card.ButtonList.Select(button => $"[{button.Text}]"))];
        return string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
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
