using System.Text.Json;
using Bot.Conversations.Errands;
using Bot.Conversations.Notices;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>A file that was put to a notice.</summary>
/// <param name="Reference">Of the evidence that it is kept as.</param>
public sealed record WrittenFile(string Reference, string Name, long Size);

/// <summary>A notice as the desk's form holds it. What is sent is the <see cref="NoticeDraft"/> it comes to, by the same rules as in chat.</summary>
/// <param name="Audiences">Names of office.yaml's audiences.</param>
/// <param name="Units">Ids.</param>
/// <param name="Roles">Ids; with units, those roles in those units.</param>
/// <param name="Among">Those of a campaign, or who owe it something; "" for none.</param>
/// <param name="Typed">As one would say it in chat: 大井村的监测联系人.</param>
public sealed record WrittenNotice(
    string Kind, string Body = "", string Link = "", IReadOnlyList<string>? Audiences = null, IReadOnlyList<string>? Units = null, IReadOnlyList<string>? Roles = null,
    string Among = "", string Typed = "", string Ask = "receipt", string Form = "", string Due = "", IReadOnlyList<WrittenFile>? Files = null)
{
    private const string Finding = "finding";

    public bool IsFinding => Kind == Finding;

    public static WrittenNotice Empty(string? kind) => new(kind == Finding ? Finding : "notice", Ask: kind == Finding ? "answer" : "receipt");

    /// <param name="before">What was written before: of its files those stay that are still ticked.</param>
    public static WrittenNotice Of(IFormCollection form, WrittenNotice? before)
    {
        string Word(string name) => form[name].ToString().ReplaceLineEndings("\n").Trim();
        string[] Ticked(string name) => [.. form[name].OfType<string>().Where(value => value.Length > 0)];
        var kept = Ticked("keep");
        return Empty(Word("kind")) with
        {
            Body = Word("body"),
            Link = Word("link"),
            Audiences = Ticked("audience"),
            Units = Ticked("unit"),
            Roles = Ticked("role"),
            Among = Word("among"),
            Typed = Word("typed"),
            Ask = Word("kind") == Finding ? "answer" : Word("ask"),
            Form = Word("form"),
            Due = Word("due"),
            Files = [.. (before?.Files ?? []).Where(file => kept.Contains(file.Reference))],
        };
    }

    public static WrittenNotice? Read(string content) => JsonSerializer.Deserialize<WrittenNotice>(content);

    public string Write() => JsonSerializer.Serialize(this);

    /// <param name="units">Those that the writer looks after.</param>
    public NoticeDraft Draft(IReadOnlyList<Unit> units, Pack pack) =>
        new(Kind, PersonalNumbers.MaskIds(Link.Length > 0 ? $"{Body}\n{Link}" : Body), Audience(units, pack), null, Ask, Ask == "form" ? Form : "", Due)
        {
            Files = [.. (Files ?? []).Select(file => file.Reference)],
        };

    /// <summary>What is wrong with it, by field, in sentences; whom it means is looked up elsewhere.</summary>
    public IEnumerable<(string Field, string Text)> Problems(Pack pack, DateOnly today)
    {
        string Say(MessageKey key, string typed = "") => pack.Messages.Say(key, ("typed", typed), ("count", Body.Length + Link.Length), ("most", NoticeRules.LongestBody));
        if (NoticeRules.Refusal(Body) is { } refusal)
            yield return ("body", Say(refusal, Body));
        else if (NoticeRules.Refusal($"{Body}\n{Link}") is { } tooLong)
            yield return ("body", Say(tooLong, Body));
        if (Link.Length > 0 && !(Uri.TryCreate(Link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return ("link", Say(NoticeDeskTexts.BadLink, Link));
        if (!IsFinding && Ask is not ("receipt" or "form" or "none"))
            yield return ("ask", Say(NoticeDeskTexts.PickAsk));
        if (Ask == "form" && NoticeRules.Forms(pack).All(form => form.Id != Form))
            yield return ("form", Say(NoticeDeskTexts.PickForm));
        if (Due.Length > 0 && Ask == "none")
            yield return ("due", Say(NoticeDeskTexts.DueOfNothing));
        else if (Due.Length > 0 && Deadline.Of(Due, pack.ValueWords, today, NoticeTexts.NotADay).Why is { } why)
            yield return ("due", Say(why, Due));
        else if (Due.Length == 0 && IsFinding)
            yield return ("due", Say(NoticeDeskTexts.FindingNeedsDue));
    }

    // What was picked, in the words that chat understands.
    private string Audience(IReadOnlyList<Unit> units, Pack pack)
    {
        var names = (Roles ?? []).Select(role => pack.Roles.Find(role)?.Name).OfType<string>().ToList();
        var places = (Units ?? []).Select(id => units.FirstOrDefault(unit => unit.Id == id)).OfType<Unit>()
            .Select(unit => units.Count(other => other.Name == unit.Name) > 1 ? Turns.Errands.Audiences.Whole(units, unit) : unit.Name).ToList();
        return string.Join('、',
        [
            .. Audiences ?? [],
            .. places.Count == 0 ? names : names.Count == 0 ? places : places.SelectMany(place => names.Select(name => $"{place}的{name}")),
            .. Among.Length > 0 ? (string[])[Among] : [],
            .. Typed.Length > 0 ? (string[])[Typed] : [],
        ]);
    }
}
