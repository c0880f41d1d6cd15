using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>A cell opened for whoever asks 为什么: the records behind it, and of each the message it came from. A long list is a workbook too.</summary>
internal static class LedgerOpening
{
    /// <summary>What is longer cannot be read in a message.</summary>
    private const int MostLines = 10;

    /// <summary>Of those behind a record: a form has as many questions.</summary>
    private const int MostMessages = 30;
    private const int LongestSaid = 120;
    private const int LongestChoice = 2;

    private const string Opened = "ledger.explained";

    public static async Task<LedgerDelivery> Prepare(Tx tx, Pack pack, LedgerRequest request, DateTimeOffset now)
    {
        var (asked, refusal) = await LedgerAsked.Of(tx, pack, request);
        if (asked is null)
            return refusal!;
        var (ledger, detail) = (asked.Ledger, request.Details);
        LedgerExplanation explained;
        try
        {
            explained = await LedgerRounds.Explain(tx, pack, ledger, asked.Scope, asked.Unit, request.Campaign, asked.Period, detail.Row, detail.Column);
        }
        catch (ArgumentException)
        {
            return LedgerDelivery.Refuse(pack.Messages.Say(LedgerTexts.NoRow, ("ledger", ledger.Title), ("row", detail.Row)), $"no row {detail.Row}");
        }
        var handedIn = new List<(LedgerRecord Record, decimal Amount, DateTimeOffset At)>();
        foreach (var (record, amount) in explained.Records)
            handedIn.Add((record, amount, await HandedIn(tx, record)));
        var behind = await MessagesBehind.Find(tx, [.. handedIn.Where(each => each.Record.Submission is not null).Select(each => (each.Record.Userid, each.At))]);
        var records = new List<OpenedRecord>();
        foreach (var (record, amount, at) in handedIn)
            records.Add(await Open(tx, pack, record, amount, at, behind));
        (string, object?)[] cell =
        [
            ("ledger", ledger.Title.TrimStart('_')), ("row", RowName(pack, ledger, explained.Row)), ("column", string.Join('/', explained.Column.Path)),
            ("value", explained.Value.ToString()!),
        ];
        if (records.Count == 0)
            return new("", null, [pack.Messages.Say(LedgerTexts.ExplainedNone, cell)], Opened, $"row={detail.Row} column={detail.Column} records=0");
        var heading = pack.Messages.Say(LedgerTexts.Explained, [.. cell, ("count", records.Count)]);
        var lines = records.Take(MostLines).Select((record, index) => Line(pack, record, index + 1)).Prepend(heading).ToList();
        var noted = $"row={detail.Row} column={detail.Column} records={records.Count}";
        if (records.Count <= MostLines)
            return new("", null, [string.Join('\n', lines)], Opened, noted);
        lines.Add(pack.Messages.Say(LedgerTexts.MoreRecords, ("count", records.Count - MostLines)));
        var list = List(pack, ledger, heading, records) with { Marks = [LedgerDelivery.Copy(pack, asked.Person, now)] };
        return new($"{pack.Messages.Say(LedgerTexts.RecordsSheet)}.xlsx", LedgerDelivery.BytesOf(list), [string.Join('\n', lines)], Opened, noted);
    }

    // What a problem came to later was written by others; its finder's words belong to its first version.
    private static async Task<DateTimeOffset> HandedIn(Tx tx, LedgerRecord record) =>
        record.MovedBy.Length > 0 && record.Submission is { } id && await ProblemSteps.Of(tx, id) is [var first, ..]
            && await Submissions.Find(tx, Scope.Everything, first.Root) is { } reported
            ? reported.SubmittedAt
            : record.SubmittedAt;

    private static async Task<OpenedRecord> Open(Tx tx, Pack pack, LedgerRecord record, decimal amount, DateTimeOffset at, MessagesBehind behind)
    {
        var messages = record.Submission is null ? [] : await behind.Of(tx, record.Userid, at, MostMessages);
        return new(
            record.Submission,
            Known(record, "village"), Known(record, "householder") is { Length: > 0 } householder ? householder : Known(record, "name"),
            record.Form.PlainTitle ?? record.Form.Title, at, await Name(tx, record.Userid), amount,
            PersonalNumbers.Mask(Said(pack, [.. messages.Select(message => message.Written(tx.Cipher)).Where(text => text.Length > 0)])),
            record.MovedBy.Length == 0 ? "" : pack.Messages.Say(
                LedgerTexts.RecordMoved, ("at", LedgerTexts.Moment(record.SubmittedAt)), ("name", await Name(tx, record.MovedBy)), ("reason", PersonalNumbers.Mask(record.Reason))));
    }

    private static async Task<string> Name(Tx tx, string userid) => userid.Length == 0 ? "" : (await People.Find(tx, userid))?.Name ?? userid;

    /// <summary>One after the other, as they were sent; of a long talk, its end. Commands and the numbers of choices say nothing to who reads it later.</summary>
    private static string Said(Pack pack, List<string> written)
    {
        var telling = written.FindAll(text => pack.Words.Match(text) is null && !(text.Length <= LongestChoice && text.All(char.IsAsciiDigit)));
        var said = string.Join(" / ", telling.Count > 0 ? telling : written);
        return said.Length > LongestSaid ? $"…{said[^LongestSaid..]}" : said;
    }

    // What somebody wrote of a household goes before what the roster calls it, as the ledger prints it.
    private static string Known(LedgerRecord record, string name) => PersonalNumbers.Mask(
        record.Answers.GetValueOrDefault(name) is { Length: > 0 } answered ? answered : record.Context.GetValueOrDefault(name, ""));

    /// <summary>A printed row by its words, any other by its number, unless it was asked for by what stands in it.</summary>
    private static string RowName(Pack pack, Ledger ledger, string row) =>
        (ledger.Rows as LedgerRows.Fixed)?.Printed.FirstOrDefault(printed => printed.Key == row) is { } found
            && string.Join('/', found.Texts.Values.Where(text => text.Length > 0).Take(2)) is { Length: > 0 } words
            ? words
            : int.TryParse(row, out var number) ? pack.Messages.Say(LedgerTexts.RowNumber, ("number", number)) : row;

    private static string Line(Pack pack, OpenedRecord record, int number)
    {
        var line = record.Submission is null
            ? pack.Messages.Say(LedgerTexts.RosterLine, ("number", number), ("where", record.Where))
            : pack.Messages.Say(LedgerTexts.RecordLine, ("number", number), ("where", record.Where), ("at", LedgerTexts.Moment(record.At)), ("name", record.By), ("form", record.Form));
        if (record.Amount != 1)
            line += pack.Messages.Say(LedgerTexts.RecordAmount, ("amount", record.Amount.ToString(CultureInfo.InvariantCulture)));
        if (record.Said.Length > 0)
            line += pack.Messages.Say(LedgerTexts.RecordSaid, ("text", record.Said));
        return line + record.Moved;
    }

    private static LedgerTable List(Pack pack, Ledger ledger, string title, List<OpenedRecord> records)
    {
        var heads = pack.Messages.Say(LedgerTexts.RecordsHeads).Split(' ');
        var layout = new Ledger("records", title, ledger.Campaign, ledger.Level, [], [],
            [.. heads.Select((head, index) => new LedgerColumn($"c{index}", [head], LedgerColumnType.Text, new LedgerSource.Blank(), null))],
            null, [], "", [], 0, LedgerPrint.Default, ledger.File);
        var rows = records.Select((record, index) => (IReadOnlyList<LedgerCell>)
        [
            new LedgerCell.Number(index + 1),
            .. new[] { record.Village, record.Householder, record.Form, record.Submission is null ? "" : LedgerTexts.Moment(record.At), record.By }
                .Select(text => text.Length == 0 ? (LedgerCell)LedgerCell.Blank.Here : new LedgerCell.Text(text)),
            new LedgerCell.Number(record.Amount),
            record.Said.Length + record.Moved.Length == 0 ? LedgerCell.Blank.Here : new LedgerCell.Text(record.Said + record.Moved),
        ]).ToList();
        return new(layout, rows, [], [], []);
    }

    private sealed record OpenedRecord(
        long? Submission, string Village, string Householder, string Form, DateTimeOffset At, string By, decimal Amount, string Said, string Moved)
    {
        public string Where => Village.Length == 0 ? Householder : Householder.Length == 0 ? Village : $"{Village} {Householder}";
    }
}
