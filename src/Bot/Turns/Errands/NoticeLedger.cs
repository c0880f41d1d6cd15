using System.Globalization;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>Every receiver of a notice that wants an answer is a row of the table <c>notice_reply</c>, which a ledger prints as it stands.</summary>
internal static class NoticeLedger
{
    private const string Table = "notice_reply";

    public static Task Opened(Tx tx, Pack pack, Notice notice, IEnumerable<Person> people, DateTimeOffset now) =>
        notice.Ask == "none" || pack.FactTable(Table) is not { } table
            ? Task.CompletedTask
            : Facts.SaveMany(tx, table, people.Select(person => Facts.Of(table, Row(pack, notice, person), "", Source(notice))), now);

    public static async Task Answered(Tx tx, Pack pack, Notice notice, Person person, string answer, DateTimeOffset now)
    {
        if (pack.FactTable(Table) is not { } table)
            return;
        var row = Row(pack, notice, person);
        (row["answered"], row["answered_on"], row["answer"]) = ("yes", Day(ChinaTime.DayOf(now)), answer);
        await Facts.Save(tx, table, row, "", Source(notice), now);
    }

    private static Dictionary<string, string> Row(Pack pack, Notice notice, Person person) => new()
    {
        ["notice"] = notice.Id.ToString(CultureInfo.InvariantCulture),
        ["userid"] = person.Userid,
        ["body"] = notice.Body,
        ["sent_on"] = Day(ChinaTime.DayOf(notice.At)),
        ["due"] = notice.DueOn is { } due ? Day(due) : "",
        ["unit"] = person.UnitId,
        ["unit_name"] = person.UnitName,
        ["name"] = person.Name,
        ["role"] = pack.Roles.Find(person.Role)?.Name ?? person.Role,
        ["answered"] = "no",
    };

    private static string Source(Notice notice) => $"notice:{notice.Id}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
