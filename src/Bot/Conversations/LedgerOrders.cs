using System.Text.RegularExpressions;
using Store;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>台账: the ledgers of the speaker's level, made from what is stored and sent as a file; by name, month and unit where those are given.</summary>
internal static partial class LedgerOrders
{
    /// <summary>Nobody wants every file at once: the others are named.</summary>
    private const int MostAtOnce = 1;

    private static readonly char[] Between = [' ', '\u3000', '，', ',', '、'];

    public static void Start(Scene scene)
    {
        if (Refused(scene))
            return;
        var known = Known(scene);
        foreach (var (ledger, campaign) in known.Take(MostAtOnce))
            Order(scene, ledger, campaign, "", "");
        if (known.Count > MostAtOnce)
            scene.Say(Texts.LedgerChoose, ("list", List(known.Skip(MostAtOnce))));
        Engine.Show(scene);
    }

    /// <summary>台账 附件3 2022-08 清溪镇: false where it is an answer that merely begins with the word.</summary>
    /// <param name="asked">What follows the word.</param>
    public static bool Begin(Scene scene, string text, string asked)
    {
        var words = WordsOf(text, asked);
        if (words is [var only] && IssueNumber().IsMatch(only))
            return Refused(scene) || Issued(scene, only);
        var (known, order) = Read(scene, words);
        var (period, rest) = (order.Period, order.Rest);
        List<(Ledger Ledger, string Campaign)> named = order.Ledger is { } meant ? [(meant, order.Campaign)] : [];
        // Somebody who answers a question may begin with the word; an order sets its parts apart.
        if (named.Count == 0 && !Apart().IsMatch(text.Trim()))
            return false;
        if (Refused(scene))
            return true;
        if (named.Count == 0 && period.Length == 0 && rest.Count > 1)
            scene.Say(Texts.LedgerNoneCalled, ("asked", rest[0]), ("list", List(known)));
        else
            foreach (var (ledger, campaign) in (named.Count > 0 ? named : known).Take(MostAtOnce))
                Order(scene, ledger, campaign, period, string.Concat(rest));
        Engine.Show(scene);
        return true;
    }

    /// <summary>A ledger's name alone, said while nothing else is going on.</summary>
    public static bool Named(Scene scene, string text) => scene.Session.Activity is null or Activity.Choosing
        && !scene.Speaker.SeesOnlyOwn
        && Known(scene).Any(entry => entry.Ledger.Title == text || entry.Ledger.Names.Contains(text)) && Begin(scene, text, text);

    /// <summary>What follows the word, apart, as it was written.</summary>
    public static IReadOnlyList<string> WordsOf(string text, string asked)
    {
        // Words are compared in lower case and half width; a name is not in it.
        var written = text.Trim();
        var at = asked.Length == 0 ? -1 : written.IndexOf(asked, StringComparison.OrdinalIgnoreCase);
        return (at >= 0 ? written.Substring(at, asked.Length) : asked).Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public static (List<(Ledger Ledger, string Campaign)> Known, LedgerOrder Order) Read(Scene scene, IEnumerable<string> words)
    {
        var known = Known(scene);
        var (period, others) = PeriodOf(words, scene);
        var (named, rest) = (new List<(Ledger Ledger, string Campaign)>(), new List<string>());
        foreach (var word in others)
            if (named.Count == 0 && Called(known, word) is { Count: > 0 } called)
                named = called;
            else
                rest.Add(word);
        return (known, named.Count > 0 ? new(named[0].Ledger, named[0].Campaign, period, rest) : new(null, "", period, rest));
    }

    /// <summary>The month among the words, "" where there is none, and the other words.</summary>
    public static (string Period, List<string> Others) PeriodOf(IEnumerable<string> words, Scene scene)
    {
        var (period, rest) = ("", new List<string>());
        foreach (var word in words)
            if (Period(word, scene) is { } month)
                period = month;
            else
                rest.Add(word);
        return (period, rest);
    }

    public static bool Refused(Scene scene)
    {
        if (!scene.Speaker.SeesOnlyOwn)
            return false;
        scene.Say(Texts.NoLedgers);
        Engine.Show(scene);
        return true;
    }

    private static bool Issued(Scene scene, string number)
    {
        scene.Do(new TurnEvent.LedgerOrdered(number, "", Kind: LedgerRequestKind.Issued));
        scene.Say(Texts.IssuedComing, ("number", number));
        Engine.Show(scene);
        return true;
    }

    private static void Order(Scene scene, Ledger ledger, string campaign, string period, string unit)
    {
        scene.Do(new TurnEvent.LedgerOrdered(ledger.Id, campaign, period, unit));
        scene.Say(Texts.LedgerComing, ("ledger", ledger.Title.TrimStart('_')));
    }

    private static List<(Ledger Ledger, string Campaign)> Known(Scene scene) =>
    [
        .. scene.Pack.Campaigns.OrderByDescending(campaign => campaign.Cadences.Count > 0)
            .SelectMany(campaign => campaign.Ledgers.Select(id => (scene.Pack.Ledger(id)!, campaign.Id)))
            .Where(known => !known.Item1.IsSlot),
        .. scene.Pack.Office.Ledgers.Select(id => (scene.Pack.Ledger(id)!, "")),
    ];

    private static List<(Ledger Ledger, string Campaign)> Called(List<(Ledger Ledger, string Campaign)> known, string word) =>
        known.Where(each => each.Ledger.Id == word || each.Ledger.Title == word || each.Ledger.Names.Contains(word)).ToList() is { Count: > 0 } exact
            ? exact
            : word.Length < 2 ? [] : [.. known.Where(each => each.Ledger.Title.Contains(word, StringComparison.Ordinal)).Take(1)];

    public static string List(IEnumerable<(Ledger Ledger, string Campaign)> known) =>
        string.Join('、', known.Select(each => each.Ledger.Names is [var name, ..] ? name : each.Ledger.Title));

    private static string? Period(string word, Scene scene)
    {
        if (Month.Parse(word) is { } month)
            return month.ToString();
        return MonthWords().Match(word) is { Success: true } found
            ? Month.Parse($"{(found.Groups["year"].Success ? found.Groups["year"].Value : $"{scene.Now.Year}")}-{int.Parse(found.Groups["month"].Value):D2}")?.ToString()
            : null;
    }

    [GeneratedRegex(@"^((?<year>20\d\d)年)?(?<month>1[0-2]|0?[1-9])月$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MonthWords();

    [GeneratedRegex(@"^[a-z0-9-]+-\d{3,}$", RegexOptions.NonBacktracking)]
    private static partial Regex IssueNumber();

    [GeneratedRegex(@"^\S+[\s\u3000]", RegexOptions.NonBacktracking)]
    private static partial Regex Apart();
}
