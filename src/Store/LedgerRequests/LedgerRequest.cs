using System.Text.Encodings.Web;
using System.Text.Json;

namespace Store;

public enum LedgerRequestState { Requested, Making, Done, Failed }

/// <summary>
/// Make: the file. Scheduled: the file, by the timetable. Explain: the records behind a cell. Issue: numbered and kept. Issued: what was
/// issued, as it is. Compare: what does not agree. Report: the draft of a report.
/// </summary>
public enum LedgerRequestKind { Make, Scheduled, Explain, Issue, Issued, Compare, Report }

/// <summary>Something that somebody wants of a ledger.</summary>
/// <param name="Id">0 until added.</param>
/// <param name="Ledger">Or the report's id, or the number of what was issued; "" where it is about all of them.</param>
/// <param name="Unit">The unit whose ledger it is; "" = the asker's own.</param>
/// <param name="FileId">The workbook, once it is made.</param>
public sealed record LedgerRequest(
    long Id,
    string Userid,
    string Ledger,
    string Campaign,
    string Period,
    string Unit,
    LedgerRequestState State,
    DateTimeOffset RequestedAt,
    long? FileId = null,
    string? Error = null,
    LedgerRequestKind Kind = LedgerRequestKind.Make,
    string Detail = "")
{
    public LedgerDetail Details => LedgerDetail.Read(Detail);
}

/// <summary>What a request says besides which ledger.</summary>
/// <param name="Row">Of the cell to be opened, as it was written.</param>
/// <param name="Column">The column's id.</param>
/// <param name="Reason">Why a closed period is amended.</param>
public sealed record LedgerDetail(string Row = "", string Column = "", string Reason = "")
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fields that were signed on paper → by whom.</summary>
    public IReadOnlyDictionary<string, string> Signed { get; init; } = new Dictionary<string, string>();

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static LedgerDetail Read(string written) => written.Length == 0 ? new() : JsonSerializer.Deserialize<LedgerDetail>(written)!;
}
