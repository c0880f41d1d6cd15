using System.Globalization;
using Bot.WeCom;
using Scheduler.Ledgers;
using Store;

namespace Bot.Commands;

/// <summary>A ledger's cell as its records, and each record as the chat message it came from.</summary>
internal static class ExplainedLedger
{
    public static async Task<int> Print(Database database, LedgerAsk asks, string row, string column)
    {
        LedgerExplanation explained;
        try
        {
            explained = await asks.Explain(row, column);
        }
        catch (ArgumentException refused)
        {
            throw new StartException(refused.Message.Split(" (Parameter", 2)[0]);
        }
        CommandJson.Print(new
        {
            ledger = explained.Ledger.Id,
            row = explained.Row,
            column = explained.Column.Id,
            value = explained.Value is LedgerCell.Number number ? (object)number.Value : explained.Value.ToString()!,
            records = await database.Read(async tx =>
            {
                var behind = await MessagesBehind.Find(tx, [.. explained.Records.Where(each => each.Record.Submission is not null).Select(each => (each.Record.Userid, each.Record.SubmittedAt))]);
                var records = new List<object>();
                foreach (var (record, amount) in explained.Records)
                    records.Add(await Describe(tx, record, amount, behind));
                return records;
            }),
        });
        return CommandLine.Done;
    }

    private static async Task<object> Describe(Tx tx, LedgerRecord record, decimal amount, MessagesBehind behind)
    {
        IReadOnlyList<MessageBehind> messages = record.Submission is null ? [] : await behind.Of(tx, record.Userid, record.SubmittedAt, int.MaxValue);
        var message = messages is [.., var last] ? last : null;
        var filler = record.Userid.Length > 0 ? await People.Find(tx, record.Userid) : null;
        return new
        {
            kind = record.Submission is null ? record.Form.Kind : "submission",
            id = record.Submission?.ToString(CultureInfo.InvariantCulture) ?? record.Id,
            form = record.Form.Id,
            amount,
            household = Known(record, "household", record.Context.GetValueOrDefault("subject", "")),
            householder = Known(record, "householder", record.Answers.GetValueOrDefault("name", "")),
            village = Known(record, "village", ""),
            submitted_at = record.Submission is null ? null : record.SubmittedAt.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
            by = record.Submission is null ? null : record.Userid,
            by_name = filler?.Name,
            message = message is null ? null : new
            {
                id = message.Id,
                received_at = message.ReceivedAt.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
                text = PersonalNumbers.Mask(TextOf(tx.Cipher.Decrypt(message.Payload))),
            },
            said = messages.Select(each => PersonalNumbers.Mask(TextOf(tx.Cipher.Decrypt(each.Payload)))),
        };
    }

    // What is known of a household goes before what somebody called it.
    private static string Known(LedgerRecord record, string name, string otherwise) =>
        record.Context.GetValueOrDefault(name) is { Length: > 0 } known ? known : record.Answers.GetValueOrDefault(name) is { Length: > 0 } answered ? PersonalNumbers.Mask(answered) : otherwise;

    private static string TextOf(string xml)
    {
        var message = SafeXml.Parse(xml);
        return message?.Element("Content")?.Value ?? message?.Element("EventKey")?.Value ?? message?.Element("MsgType")?.Value ?? "";
    }
}
