using Store.Packs;

namespace Bot.Conversations.SignOffs;

/// <summary>Texts in prompts/messages/sign_offs.yaml.</summary>
public static class SignOffTexts
{
    public static readonly MessageKey None = new("sign_off.none");
    public static readonly MessageKey Desk = new("sign_off.desk", "waiting");
    public static readonly MessageKey DeskOwn = new("sign_off.desk_own");
    public static readonly MessageKey HandUp = new("sign_off.hand_up", "ledger", "count");
    public static readonly MessageKey HandUpAgain = new("sign_off.hand_up_again", "ledger", "count", "version");
    public static readonly MessageKey Read = new("sign_off.read", "unit", "ledger", "version");
    public static readonly MessageKey LastReturned = new("sign_off.last_returned", "ledger", "comment");
    public static readonly MessageKey LastPending = new("sign_off.last_pending", "ledger", "version");
    public static readonly MessageKey LastAccepted = new("sign_off.last_accepted", "ledger", "version");
    public static readonly MessageKey Confirm = new("sign_off.confirm", "ledger", "count");
    public static readonly MessageKey ConfirmYes = new("sign_off.confirm_yes");
    public static readonly MessageKey ConfirmNo = new("sign_off.confirm_no");
    public static readonly MessageKey Signatures = new("sign_off.signatures", "ledger", "count", "places");
    public static readonly MessageKey AskSignature = new("sign_off.ask_signature", "signature");
    public static readonly MessageKey NotYet = new("sign_off.not_yet");
    public static readonly MessageKey Unsigned = new("sign_off.unsigned", "ledger", "signatures");
    public static readonly MessageKey Mark = new("sign_off.mark", "signature", "mark");
    public static readonly MessageKey MarkBetween = new("sign_off.mark_between");
    public static readonly MessageKey Together = new("sign_off.together", "names");
    public static readonly MessageKey HintSignatures = new("sign_off.hint_signatures");
    public static readonly MessageKey NotSigned = new("sign_off.not_signed", "typed");
    public static readonly MessageKey Done = new("sign_off.done", "ledger");
    public static readonly MessageKey Title = new("sign_off.title", "unit", "ledger", "version", "count");
    public static readonly MessageKey Signed = new("sign_off.signed", "signatures");
    public static readonly MessageKey Former = new("sign_off.former", "comment");
    public static readonly MessageKey Gone = new("sign_off.gone", "row");
    public static readonly MessageKey New = new("sign_off.new", "row");
    public static readonly MessageKey Same = new("sign_off.same", "count");
    public static readonly MessageKey More = new("sign_off.more", "count");
    public static readonly MessageKey Accept = new("sign_off.accept");
    public static readonly MessageKey Return = new("sign_off.return");
    public static readonly MessageKey AskComment = new("sign_off.ask_comment", "unit", "ledger");
    public static readonly MessageKey HintComment = new("sign_off.hint_comment");
    public static readonly MessageKey Accepted = new("sign_off.accepted", "unit", "ledger");
    public static readonly MessageKey Returned = new("sign_off.returned", "unit", "ledger");
    public static readonly MessageKey ToldHandedUp = new("sign_off.told_handed_up", "unit", "ledger", "version", "count");
    public static readonly MessageKey ToldAccepted = new("sign_off.told_accepted", "ledger", "version", "unit", "name", "comment");
    public static readonly MessageKey ToldReturned = new("sign_off.told_returned", "ledger", "version", "unit", "name", "comment");
}
