namespace Store.Packs;

internal enum RowKind { Question, BeginGroup, EndGroup, BeginRepeat, EndRepeat }

/// <summary>The survey sheet's column <c>type</c>, understood.</summary>
/// <param name="List">The choice list of a select or rank.</param>
/// <param name="Metadata">Which value the program fills, for <see cref="QuestionType.Metadata"/>.</param>
internal sealed record RowType(
    RowKind Kind,
    QuestionType Type = QuestionType.Text,
    string? List = null,
    bool OrOther = false,
    string? Metadata = null)
{
    /// <summary>Spaces count as underscores, case does not count; the longest that fits wins, so "end group" is not the metadata "end".</summary>
    private static readonly Dictionary<string, RowType> Types = Table();

    private static readonly string[] OtherMarks = ["or_other", "or_specify_other"];

    private static readonly string[] FromFile = ["select_one_from_file", "select_multiple_from_file", "select_one_external"];

    public bool IsSelect => Kind == RowKind.Question
        && Type is QuestionType.SelectOne or QuestionType.SelectMultiple or QuestionType.Rank;

    /// <summary>Null, with what to tell the author, where the text is no type.</summary>
    public static (RowType? Type, string Problem) Parse(string written)
    {
        var words = written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (FromFile.Contains(words[0].ToLowerInvariant()))
            return (null, $"'{words[0]}' is not read: write the choices on the choices sheet");
        for (var used = Math.Min(words.Length, 6); used > 0; used--)
        {
            if (!Types.TryGetValue(Key(words[..used]), out var type))
                continue;
            if (type.IsSelect)
                return WithList(type, written, words[used..]);
            if (used == words.Length)
                return (type, "");
        }
        return (null, $"unknown type '{written}'{Nearest.Suggest(words[0], Types.Keys)}");
    }

    private static (RowType?, string) WithList(RowType type, string written, string[] rest)
    {
        var other = rest.Length > 1 && OtherMarks.Contains(Key(rest[1..]));
        return rest.Length switch
        {
            0 => (null, $"'{written}' names no choice list"),
            1 => (type with { List = rest[0] }, ""),
            _ when other => (type with { List = rest[0], OrOther = true }, ""),
            _ => (null, $"'{written}': after the list name only or_other may stand"),
        };
    }

    private static string Key(string[] words) => string.Join('_', words).ToLowerInvariant();

    private static Dictionary<string, RowType> Table()
    {
        var table = new Dictionary<string, RowType>(StringComparer.Ordinal);
        Question(QuestionType.SelectOne, "select_one", "select_one_from", "select_one_using", "select1", "add_select_one_prompt_using");
        Question(QuestionType.SelectMultiple, "select_multiple", "select_multiple_from", "select_multiple_using", "select_all_that_apply",
            "select_all_that_apply_from", "select_all_that_apply_using", "add_select_multiple_prompt_using", "select");
        Question(QuestionType.Rank, "rank", "odk:rank");
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
        Metadata("username");
        Metadata("deviceid", "device_id", "get_device_id", "imei");
        Metadata("phonenumber", "phone_number", "get_phone_number");
        Metadata("email");
        Metadata("subscriberid", "subscriber_id", "get_subscriber_id");
        Metadata("simserial", "sim_id", "simid", "get_sim_id");
        // Never filled: where someone is and how they tap is not collected.
        Metadata("audit");
        Metadata("start-geopoint");
        Metadata("background-audio");
        Row(RowKind.BeginGroup, "begin_group");
        Row(RowKind.EndGroup, "end_group");
        Row(RowKind.BeginRepeat, "begin_repeat", "begin_lgroup", "begin_looped_group");
        Row(RowKind.EndRepeat, "end_repeat", "end_lgroup", "end_looped_group");
        return table;

        void Question(QuestionType type, params string[] names) => Add(new RowType(RowKind.Question, type), names);
        void Metadata(string kind, params string[] names) =>
            Add(new RowType(RowKind.Question, QuestionType.Metadata, Metadata: kind), [kind, .. names]);
        void Row(RowKind kind, params string[] names) => Add(new RowType(kind), names);
        void Add(RowType type, string[] names)
        {
            foreach (var name in names)
                table.Add(name, type);
        }
    }
}
