using System.Diagnostics.CodeAnalysis;

namespace Bot.WeCom;

public enum FailureClass
{
    /// <summary>The request is wrong; sending it again is refused again.</summary>
    OurFault,
    /// <summary>WeCom or the way to it is busy or broken; the same request may succeed later.</summary>
    RetryLater,
    /// <summary>Nobody addressed can be reached: left, not in the app's visible scope, or not activated.</summary>
    PersonUnreachable,
    /// <summary>The app itself may not send (secret, trusted address, disabled): call no more, tell the operator.</summary>
    Stop,
}

/// <summary>A call to WeCom that did not succeed. Neither the access token nor the secret is ever in its text.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The field's word for it; callers read `catch (SendFailure failure)`.")]
[SuppressMessage("Design", "MA0058", Justification = "The field's word for it; callers read `catch (SendFailure failure)`.")]
public sealed class SendFailure(
    FailureClass kind, string call, int? errCode, string errMsg, bool outcomeUnknown = false, Exception? inner = null)
    : Exception(Describe(call, errCode, errMsg, outcomeUnknown), inner)
{
    public FailureClass Class { get; } = kind;

    /// <summary>Null when WeCom gave no answer that could be read.</summary>
    public int? ErrCode { get; } = errCode;

    public string ErrMsg { get; } = errMsg;

    /// <summary>The request was on its way and its answer was lost: it may have been done.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;

    /// <summary>There is no use in trying before then; null where nobody knows.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What to do with an error code. Source: developer.work.weixin.qq.com/document/path/90313.</summary>
    public static FailureClass Classify(int errCode) => errCode switch
    {
        Code.SystemBusy or 6000 => FailureClass.RetryLater,
        Code.TokenInvalid or Code.TokenExpired => FailureClass.RetryLater,
        Code.TooManyCalls or Code.TooManyAtOnce => FailureClass.RetryLater,

        40003 or 43004 or 46004 or 60011 or 60021 or 60111 or Code.NobodyValid => FailureClass.PersonUnreachable,

        Code.SecretInvalid or 40013 or 40056 or 41002 or 41004 or 41011 => FailureClass.Stop,
        48001 or 48002 or 48006 or 50001 or 50003 or 80001 => FailureClass.Stop,
        Code.AddressNotTrusted or 301002 or 301007 => FailureClass.Stop,

        _ => FailureClass.OurFault,
    };

    /// <summary>The codes that somebody acts on by name.</summary>
    public static class Code
    {
        public const int SystemBusy = -1;
        public const int SecretInvalid = 40001;
        /// <summary>Upload the file again, once.</summary>
        public const int MediaExpired = 40007;
        public const int TokenInvalid = 40014;
        public const int TokenExpired = 42001;
        public const int RecallTooLate = 42052;
        public const int TaskIdUsed = 42014;
        /// <summary>Blocked until the window that was exceeded ends: a minute, an hour, a day.</summary>
        public const int TooManyCalls = 45009;
        public const int TooManyAtOnce = 45033;
        public const int AddressNotTrusted = 60020;
        /// <summary>Send a new message instead of changing the card.</summary>
        public const int ResponseCodeInvalid = 60140;
        public const int NobodyValid = 81013;
        /// <summary>Ask for the file in parts.</summary>
        public const int RangeNeeded = 830002;
    }

    private static string Describe(string call, int? errCode, string errMsg, bool outcomeUnknown) =>
        $"{call}: {(errCode is null ? "" : $"errcode {errCode}, ")}{errMsg}{(outcomeUnknown ? " (may have been done)" : "")}";
}
