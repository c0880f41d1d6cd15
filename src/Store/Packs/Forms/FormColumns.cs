using System.Text.RegularExpressions;

namespace Store.Packs;

/// <summary>The headers of the three sheets: their canonical names and what authors write instead. A table.</summary>
public static partial class FormColumns
{
    /// <summary>XLSForm's own columns, then the product's.</summary>
    public static IReadOnlyList<string> Survey { get; } =
    [
        "type", "name", "label", "hint", "required", "required_message", "relevant", "constraint", "constraint_message",
        "calculation", "trigger", "default", "choice_filter", "repeat_count", "appearance", "parameters", "readonly", "disabled",
        "plain", "short", "aliases", "unit", "mask", "preset", "minutes", "prefill", "unchanged", "states", "lookup", "warning", "warning_message",
        "source", "comment",
    ];

    /// <summary>The choices sheet may have any further column: choice_filter and calculations read them.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["list_name", "name", "label", "exclusive", "comment"];

    public static IReadOnlyList<string> Settings { get; } =
    [
        "form_id", "form_title", "plain_title", "version", "default_language", "instance_name", "name", "allow_choice_duplicates",
        "kind", "campaign", "ledger", "other_label", "comment",
    ];

    public static IReadOnlyList<string> Kinds { get; } = ["checkin", "problem", "survey"];

    public static IReadOnlyList<string> Masks { get; } = ["id-number", "phone"];

    public static IReadOnlyList<string> Presets { get; } = ["subject", "period"];

    public static IReadOnlyList<string> Lookups { get; } = ["household", "member"];

    /// <summary>Columns of real workbooks that steer an app's screen or another server, and mean nothing in a chat.</summary>
    private static readonly HashSet<string> Ignored =
    [
        "#", "", "guidance_hint", "media", "image", "audio", "video", "big-image", "bind", "autoplay", "body", "control", "instance", "intent",
        "save_to", "rows", "noapperrorstring", "sms_field", "sms_option", "compact_tag", "style", "public_key", "submission_url", "auto_send",
        "auto_delete", "auto_submit", "instance_xmlns", "namespaces", "clean_text_values", "omit_instanceid", "prefix", "delimiter",
        "sms_keyword", "sms_separator", "sms_response", "allow_duplicates", "hxl", "bind::odk:length", "notes", "comments", "remark", "remarks",
    ];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["command"] = "type",
        ["tag"] = "name",
        ["value"] = "name",
        ["caption"] = "label",
        ["relevance"] = "relevant",
        ["skip_logic"] = "relevant",
        ["bind::relevant"] = "relevant",
        ["calculate"] = "calculation",
        ["bind::calculate"] = "calculation",
        ["bind::constraint"] = "constraint",
        ["constraint_msg"] = "constraint_message",
        ["constraintmsg"] = "constraint_message",
        ["requiredmsg"] = "required_message",
        ["constraining_message"] = "constraint_message",
        ["bind::jr:constraintmsg"] = "constraint_message",
        ["bind::required"] = "required",
        ["required_msg"] = "required_message",
        ["bind::jr:requiredmsg"] = "required_message",
        ["read_only"] = "readonly",
        ["bind::readonly"] = "readonly",
        ["jr:count"] = "repeat_count",
        ["choice_filters"] = "choice_filter",
        ["list"] = "list_name",
        ["listname"] = "list_name",
        ["id_string"] = "form_id",
        ["id"] = "form_id",
        ["title"] = "form_title",
        ["set_form_title"] = "form_title",
        ["set_form_id"] = "form_id",
        ["parameter"] = "parameters",
        ["body::appearance"] = "appearance",
        ["control::appearance"] = "appearance",
        ["body::jr:count"] = "repeat_count",
        ["control::jr:count"] = "repeat_count",
        ["bind::relevance"] = "relevant",
        ["bind::calculation"] = "calculation",
        ["bind::constraint_message"] = "constraint_message",
    };

    private static readonly HashSet<string> Translated =
        ["label", "hint", "plain", "short", "aliases", "unit", "required_message", "constraint_message", "warning_message", "form_title", "plain_title", "other_label"];

    /// <summary>The columns that other tools know too, and that lose a form's meaning when misspelt.</summary>
    internal static bool IsOfTheStandard(string column) =>
        Array.IndexOf(Own, column) < 0 && column is not ("source" or "comment" or "appearance" or "parameters" or "disabled");

    private static readonly string[] Own =
    [
        "plain", "short", "aliases", "unit", "mask", "preset", "minutes", "prefill", "unchanged", "lookup", "warning", "warning_message",
        "exclusive", "plain_title", "kind", "campaign", "ledger", "other_label",
    ];

    /// <summary>A header as the sheet's list names it, and the language of a translated one; a null column means nothing in a chat.</summary>
    /// <param name="header">As the author wrote it.</param>
    /// <param name="known">The sheet's columns: an alias counts only for a column that the sheet has.</param>
    internal static (string? Column, string? Language) Canonical(string header, IReadOnlyList<string> known)
    {
        var written = SheetText.Trim(header.Replace('：', ':'));
        var plain = Underscored(written);
        if (Known(plain, known) is { } column)
            return (column, null);
        // label::中文 (zh), label:English, media::image::English, bind::jr:constraintMsg::English.
        var parts = (written.Contains("::", StringComparison.Ordinal) ? written.Split("::") : written.Split(':')).Select(SheetText.Trim).ToArray();
        for (var stem = parts.Length - 1; stem > 0; stem--)
            if (Known(Joined(parts[..stem]), known) is { } translated && Translated.Contains(translated))
                return (translated, string.Join("::", parts[stem..]));
        if (parts.Length > 1 && Known(Joined(parts), known) is { } bound)
            return (bound, null);
        // A further column of the choices is read by a choice_filter, to the letter.
        if (ReferenceEquals(known, Choices) && written.Length > 0)
            return (written, null);
        return Ignored.Contains(plain) || parts.Length > 1 && Ignored.Contains(Underscored(parts[0])) ? (null, null) : (plain, null);
    }

    private static string Joined(string[] parts) => Underscored(string.Join("::", parts)).Replace("jr::", "jr:", StringComparison.Ordinal);

    /// <summary>One underscore for any space, small letters.</summary>
    internal static string Underscored(string text) => Gap().Replace(text, "_").ToLowerInvariant();

    private static string? Known(string plain, IReadOnlyList<string> known) =>
        known.Contains(plain) ? plain
        : Aliases.TryGetValue(plain, out var alias) && known.Contains(alias) ? alias
        : null;

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Gap();
}
