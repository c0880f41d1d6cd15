using System.Globalization;
using Bot.Forms;
using Store;
using Store.Packs;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;
using Table = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, string>>;

namespace Bot.Turns;

/// <summary>The tables that forms pull from (see <see cref="RecordTables"/>), filled from the store.</summary>
internal sealed class Records(Tx tx, Person person, Pack pack)
{
    /// <summary>What a form can pull about a household: the household itself, and its people and measures row by row.</summary>
    public Dictionary<string, Table> Of(OpenedHousehold opened, Form form)
    {
        var (household, members, measures) = opened;
        var labourers = members.Where(member => pack.Vocabulary.Labourers.Contains(member.Labour)).ToList();
        var row = new Dictionary<string, string>
        {
            ["id"] = household.Id,
            ["name"] = household.HeadName,
            ["county"] = household.CountyName,
            ["town"] = household.TownName,
            ["village"] = household.VillageName,
            ["group"] = household.GroupNo,
            ["size"] = Text(household.Size),
            ["types"] = household.Types,
            ["monitor_type"] = household.MonitorType,
            ["risk_types"] = household.RiskTypes,
            ["risk_status"] = household.RiskStatus,
            ["identified_on"] = household.IdentifiedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            ["labourers"] = Text(labourers.Count),
            ["measures"] = Text(measures.Count),
        };
        PrintedType.Fill(row, pack.HouseholdTypes(form));
        // Opened only for a form that asks for it.
        if (form.Pulls("household", "id_number") && household.IdNumber is { } number)
            row["id_number"] = tx.Cipher.Decrypt(number);
        var tables = new Dictionary<string, Table>
        {
            ["household"] = [row],
            ["member"] = Rows(household.Id, members, member => [("name", member.Name), ("relation", member.Relation)]),
            ["labourer"] = Rows(household.Id, labourers, member => [("name", member.Name), ("relation", member.Relation), ("working", member.Working)]),
            ["measure"] = Rows(household.Id, measures, measure => [("name", measure.Name)]),
        };
        if (form.Pulls("person"))
            tables["person"] = [Person()];
        return tables;
    }

    /// <summary>What a form can pull before it is about any household.</summary>
    public async Task<Dictionary<string, Table>> Of(Form form, string campaign, DateOnly today)
    {
        var tables = new Dictionary<string, Table> { ["person"] = [Person()] };
        if (form.Pulls("village"))
            tables["village"] = [.. (await Households.Villages(tx, Town)).Select(Village)];
        if (form.Pulls("progress"))
            tables["progress"] = await Progress(form, campaign, today);
        return tables;
    }

    // Who works for a village or a town meets the villages of that town; names are told apart no further.
    private string Town => string.Concat(person.UnitPath.Split('/').Take(3).Select(id => $"{id}/"));

    private Row Person() => new Dictionary<string, string>
    {
        ["userid"] = person.Userid,
        ["name"] = person.Name,
        ["role"] = person.Role,
        ["county"] = person.CountyName,
        ["town"] = person.TownName,
        ["village"] = person.VillageName,
        ["unit"] = person.UnitName,
    };

    private static Row Village(VillageOfRoster village) => new Dictionary<string, string>
    {
        ["name"] = village.Name,
        ["kinds"] = village.Kind,
        ["households"] = village.Households > 0 ? Text(village.Households) : "",
    };

    // A daily report names its village, its group and what was done that day; what was handed in before adds up to where they stand.
    private async Task<Table> Progress(Form form, string campaign, DateOnly today)
    {
        var area = new Scope.Area(Town);
        var earlier = (await Submissions.List(tx, form.Id, area, campaign))
            .Where(report => ChinaTime.DayOf(report.SubmittedAt) < today).Select(Answers);
        var problems = new Dictionary<string, int>();
        foreach (var kind in pack.Forms.Where(other => other.Kind == "problem" && other.Campaign == form.Campaign))
            foreach (var problem in (await Submissions.List(tx, kind.Id, area, campaign)).Where(problem => ChinaTime.DayOf(problem.SubmittedAt) == today).Select(Answers))
                problems[problem.GetValueOrDefault("village", "")] = problems.GetValueOrDefault(problem.GetValueOrDefault("village", "")) + 1;
        return
        [
            .. earlier.GroupBy(report => (Village: report.GetValueOrDefault("village", ""), Group: report.GetValueOrDefault("group", ""))).Select(reports => new Dictionary<string, string>
            {
                ["key"] = $"{reports.Key.Village}-{reports.Key.Group}",
                ["done_before"] = Text(reports.Sum(report => int.TryParse(report.GetValueOrDefault("done_today"), CultureInfo.InvariantCulture, out var done) ? done : 0)),
                ["problems_today"] = Text(problems.GetValueOrDefault(reports.Key.Village)),
            }),
        ];
    }

    private Dictionary<string, string> Answers(Submission submission) => SealedAnswers.Read(tx.Cipher, submission.Answers);

    // The key is what position(..) can build in a repeat: the household's id and the row's number.
    private static Table Rows<T>(string household, IReadOnlyList<T> records, Func<T, (string Column, string Value)[]> columns) =>
    [
        .. records.Select((record, index) => new Dictionary<string, string>(
            columns(record).Select(pair => KeyValuePair.Create(pair.Column, pair.Value)))
        {
            ["key"] = $"{household}-{index + 1}",
        }),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
