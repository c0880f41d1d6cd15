using Store.Packs;

namespace Bot.Conversations.Names;

/// <summary>How what was typed fits a household, best first.</summary>
public enum Fit
{
    /// <summary>The name, letter for letter.</summary>
    Exact,

    /// <summary>The household's number.</summary>
    Number,

    /// <summary>The whole name with 家 or 户 behind it, or with its village.</summary>
    Addressed,

    /// <summary>The whole name with a form of address: 张建国大爷. 张三叔 may be 张三, or somebody's third uncle.</summary>
    Titled,

    /// <summary>老张, 张大爷, 张家.</summary>
    Surname,

    /// <summary>建国 for 张建国.</summary>
    Given,

    /// <summary>Another character of the same sound.</summary>
    Homophone,

    /// <summary>A sound that dialects take for the same.</summary>
    Near,

    /// <summary>One character other, missing or too many, in a name of three or more.</summary>
    OneOff,

    /// <summary>The name goes on.</summary>
    Prefix,
}

public sealed record NameCandidate(HouseholdLine Household, Fit Fit);

/// <param name="Ranked">Every household that fits, best first, each with its best fit; in the list's order among equals.</param>
public sealed record NameMatches(IReadOnlyList<NameCandidate> Ranked)
{
    /// <summary>Those that fit best: one to be taken or confirmed, several to choose from, none.</summary>
    public IReadOnlyList<NameCandidate> Best => [.. Ranked.TakeWhile(candidate => candidate.Fit == Ranked[0].Fit)];

    /// <summary>The household that may be taken without asking: its whole name or number was written, and only it bears that.</summary>
    public HouseholdLine? Sure => Best is [{ Fit: Fit.Exact or Fit.Number or Fit.Addressed } only] ? only.Household : null;
}

/// <summary>Which of somebody's households a typed name is.</summary>
public static class NameMatch
{
    public static NameMatches Find(string typed, IReadOnlyList<HouseholdLine> mine, MentionWords words)
    {
        var plain = PersonName.Plain(typed);
        if (plain.Length is 0 or > 40)
            return new NameMatches([]);
        var (placed, name) = Placed(plain, mine);
        var address = Address.Of(name, words);
        return new NameMatches([.. placed
            .Select(line => (Line: line, Fit: Of(line, plain, address)))
            .Where(candidate => candidate.Fit is not null)
            .Select(candidate => new NameCandidate(candidate.Line, candidate.Fit!.Value))
            .OrderBy(candidate => candidate.Fit)]);
    }

    private static Fit? Of(HouseholdLine line, string plain, Address typed)
    {
        var name = PersonName.Plain(line.Name);
        if (name == plain)
            return Fit.Exact;
        if (Number(line.Id) == Number(plain))
            return Fit.Number;
        if (name.Length == 0)
            return null;
        if (typed.Whole.Contains(name))
            return Fit.Addressed;
        if (typed.Names.Contains(name))
            return Fit.Titled;
        if (typed.SurnameAlone is { } surname && surname == Surname.Of(name))
            return Fit.Surname;
        var given = name[(name.LastIndexOf(PersonName.Dot) is >= 0 and var dot ? dot + 1 : Surname.Of(name).Length)..];
        if (given.Length >= 2 && typed.Names.Contains(given))
            return Fit.Given;
        if (typed.Names.Any(one => PersonName.SoundsAlike(one, name)))
            return Fit.Homophone;
        if (typed.Names.Any(one => PersonName.SoundsNear(one, name)))
            return Fit.Near;
        if (name.Length >= 3 && typed.Names.Any(one => one.Length >= 3 && PersonName.IsOneOff(one, name)))
            return Fit.OneOff;
        return typed.Names.Any(one => one.Length >= 2 && name.StartsWith(one, StringComparison.Ordinal)) ? Fit.Prefix : null;
    }

    private static string Number(string written) => written.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>柏叶村张三, 张三（柏叶村）, 3组张三: only the households there, where there are any by that place.</summary>
    private static (IReadOnlyList<HouseholdLine> There, string Name) Placed(string plain, IReadOnlyList<HouseholdLine> mine)
    {
        if (mine.Any(line => PersonName.Plain(line.Name) == plain))
            return (mine, plain);
        var name = plain;
        while (Step(name, mine) is var (there, rest))
            (mine, name) = (there, rest);
        return (mine, name);
    }

    private static (IReadOnlyList<HouseholdLine> There, string Name)? Step(string name, IReadOnlyList<HouseholdLine> mine)
    {
        foreach (var place in mine.SelectMany(line => new[] { line.Village, line.GroupNo }).Where(place => place.Length > 1 && name.Length > place.Length).Distinct())
        {
            var rest = name.StartsWith(place, StringComparison.Ordinal) ? name[place.Length..].TrimStart('的')
                : name.EndsWith($"({place})", StringComparison.Ordinal) ? name[..^(place.Length + 2)] : "";
            if (rest.Length > 0)
                return ([.. mine.Where(line => line.Village == place || line.GroupNo == place)], rest);
        }
        return null;
    }
}
