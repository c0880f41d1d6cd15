using System.Text.RegularExpressions;

namespace Store.Packs;

internal enum RowKind
{
    Question, BeginGroup, EndGroup, BeginRepeat, EndRepeat,

    /// <summary>csv-external: a table for pulldata() and instance(), no question.</summary>
    Table,
}

/// <summary>Where a select's choices stand: on the sheet choices, on external_choices, in a file, or in the rows of a repeat (select_one ${name}).</summary>
internal enum ListKind { Sheet, External, File, Repeat }

/// <summary>The survey sheet's column <c>type</c>, understood.</summary>
/// <param name="List">The choice list of a select or rank.</param>
/// <param name="Metadata">Which value the program fills, for <see cref="QuestionType.Metadata"/>.</param>
internal sealed partial record RowType(
    RowKind Kind,
    QuestionType Type = QuestionType.Text,
    string? List = null,
    bool OrOther = false,
    string? Metadata = null)
{
    public ListKind ListKind { get; init; }

    /// <summary>Why a row of this type cannot be filled in a chat; the form is refused.</summary>
    public string? Refusal { get; init; }

    /// <summary>What a row of this type does not do here.</summary>
    public string? Note { get; init; }

    /// <summary>Spaces count as underscores, case does not count; the longest that fits wins, so "end group" is not the metadata "end".</summary>
    private static readonly Dictionary<string, RowType> Types = Table();

    private static readonly string[] OtherMarks = ["or_other", "or_specify_other"];

    public bool IsSelect => Kind == RowKind.Question
        && Type is QuestionType.SelectOne or QuestionType.SelectMultiple or QuestionType.Rank;

    /// <summary>Null, with what to tell the author, where the text is no type.</summary>
    public static (RowType? Type, string Problem) Parse(string written)
    {
        var words = Braced().Replace(written, match => string.Concat(match.Value.Where(letter => !char.IsWhiteSpace(letter))))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string? unfinished = null;
        for (var used = Math.Min(words.Length, 6); used > 0; used--)
        {
            if (!Types.TryGetValue(Key(words[..used]), out var type))
                continue;
            if (type.IsSelect && used == words.Length)
                unfinished ??= $"'{written}' names no choice list";
            else if (type.IsSelect)
                return WithList(type, written, words[used..]);
            else if (used == words.Length || type.Refusal is not null)
                return (type, "");
        }
        return (null, unfinished ?? $"unknown type '{written}'{Nearest.Suggest(words.Length > 0 ? words[0] : "", Types.Keys)}");
    }

    private static (RowType?, string) WithList(RowType type, string written, string[] rest)
    {
        if (type.ListKind == ListKind.Sheet && Cells.References(rest[0]).FirstOrDefault().Name is { } question)
            (type, rest[0]) = (type with { ListKind = ListKind.Repeat }, question);
        return rest.Length switch
        {
            1 => (type with { List = rest[0] }, ""),
            _ when OtherMarks.Contains(Key(rest[1..])) => (type with { List = rest[0], OrOther = true }, ""),
            _ => (null, $"'{written}': after the list name only or_other may stand"),
        };
    }

    [GeneratedRegex(@"\$\{[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Braced();

    private static string Key(string[] words) => string.Join('_', words).ToLowerInvariant();

    private static Dictionary<string, RowType> Table()
    {
        var table = new Dictionary<string, RowType>(StringComparer.Ordinal);
        Question(QuestionType.SelectOne, "select_one", "select_one_from", "select_one_using", "select1", "add_select_one_prompt_using");
        Question(QuestionType.SelectMultiple, "select_multiple", "select_multiple_from", "select_multiple_using", "select_all_that_apply",
            "select_all_that_apply_from", "select_all_that_apply_using", "add_select_multiple_prompt_using", "select");
        Question(QuestionType.Rank, "rank", "odk:rank");
        From(ListKind.File, QuestionType.SelectOne, "select_one_from_file");
        From(ListKind.File, QuestionType.SelectMultiple, "select_multiple_from_file");
        From(ListKind.File, QuestionType.Rank, "rank_from_file");
        From(ListKind.External, QuestionType.SelectOne, "select_one_external");
        Question(QuestionType.Integer, "integer", "int", "add_integer_prompt");
        Question(QuestionType.Decimal, "decimal", "add_decimal_prompt");
        Question(QuestionType.Range, "range");
        Question(QuestionType.Text, "text", "string", "add_text_prompt");
        Question(QuestionType.Date, "date", "add_date_prompt");
        Question(QuestionType.Time, "time", "add_time_prompt");
        Question(QuestionType.DateTime, "datetime", "date_time", "add_date_time_prompt");
        Question(QuestionType.Note, "note", "add_note_prompt");
        Question(QuestionType.Calculate, "calculate", "calculation", "add_calculate_prompt");
        Question(QuestionType.Hidden, "hidden");
        Question(QuestionType.Acknowledge, "acknowledge", "trigger", "add_acknowledge_prompt");
        Question(QuestionType.Image, "image", "photo", "add_image_prompt", "add_photo_prompt");
        Question(QuestionType.Audio, "audio", "add_audio_prompt");
        Question(QuestionType.Video, "video", "add_video_prompt");
        Question(QuestionType.File, "file", "add_file_prompt");
        Question(QuestionType.Barcode, "barcode", "add_barcode_prompt");
        // A line or an area is several points, stored as one text like a point.
        Question(QuestionType.Geopoint, "geopoint", "gps", "location", "add_location_prompt", "geotrace", "geoshape");
        Metadata("start", "start_time", "get_start_time");
        Metadata("end", "end_time", "get_end_time");
        Metadata("today", "get_today");
        Metadata("username", "uri:username");
        Metadata("deviceid", "device_id", "get_device_id", "imei", "uri:deviceid");
        NeverFilled("phonenumber", "phone_number", "get_phone_number", "uri:phonenumber");
        NeverFilled("email", "uri:email");
        NeverFilled("subscriberid", "subscriber_id", "get_subscriber_id", "uri:subscriberid");
        NeverFilled("simserial", "sim_id", "simid", "get_sim_id", "uri:simserial");
        NeverFilled("audit");
        NeverFilled("start-geopoint", "start_geopoint");
        NeverFilled("background-audio", "background_audio");
        NeverFilled("background-geopoint", "background_geopoint");
        Row(RowKind.BeginGroup, "begin_group");
        Row(RowKind.EndGroup, "end_group");
        Row(RowKind.BeginRepeat, "begin_repeat", "begin_lgroup", "begin_looped_group");
        Row(RowKind.EndRepeat, "end_repeat", "end_lgroup", "end_looped_group");
        Row(RowKind.Table, "csv-external", "csv_external");
        Refuse(RowKind.Table, "an .xml table is not read; save it as .csv and write csv-external", "xml-external", "xml_external");
        Refuse(RowKind.Question, "points of a map's own data cannot be picked in a chat; write geopoint", "osm");
        Refuse(RowKind.BeginGroup, "a loop over choices is not read; write a repeat with a repeat_count", "begin_loop");
        Refuse(RowKind.EndGroup, null, "end_loop");
        return table;

        void Question(QuestionType type, params string[] names) => Add(new RowType(RowKind.Question, type), names);
        void Metadata(string kind, params string[] names) =>
            Add(new RowType(RowKind.Question, QuestionType.Metadata, Metadata: kind), [kind, .. names]);
        // Where someone is, how they tap and which telephone they have is not collected.
        void NeverFilled(string kind, params string[] names) =>
            Add(new RowType(RowKind.Question, QuestionType.Metadata, Metadata: kind) { Note = $"'{kind}' is not collected here and stays blank" }, [kind, .. names]);
        void From(ListKind list, QuestionType type, string name) => Add(new RowType(RowKind.Question, type) { ListKind = list }, [name]);
        void Refuse(RowKind kind, string? why, params string[] names) => Add(new RowType(kind) { Refusal = why }, names);
        void Row(RowKind kind, params string[] names) => Add(new RowType(kind), names);
        void Add(RowType type, string[] names)
        {
            foreach (var name in names)
                table.Add(name, type);
        }
    }
}
