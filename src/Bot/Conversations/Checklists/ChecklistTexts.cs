using Store.Packs;

namespace Bot.Conversations.Checklists;

/// <summary>Texts in prompts/messages/checklists.yaml.</summary>
public static class ChecklistTexts
{
    public static readonly MessageKey None = new("checklist.none", "unit");
    public static readonly MessageKey PickList = new("checklist.pick_list", "unit");
    public static readonly MessageKey ListLine = new("checklist.list_line", "list", "total", "done");
    public static readonly MessageKey PickGroup = new("checklist.pick_group", "list", "unit", "total", "done");
    public static readonly MessageKey GroupLine = new("checklist.group_line", "group", "total", "done", "found");
    public static readonly MessageKey WholeLine = new("checklist.whole_line", "group", "total", "units", "done", "found");
    public static readonly MessageKey Outstanding = new("checklist.outstanding");
    public static readonly MessageKey Items = new("checklist.items", "list", "unit", "total", "done", "left");
    public static readonly MessageKey ItemsDone = new("checklist.items_done", "list", "unit", "total", "found");
    public static readonly MessageKey ItemLine = new("checklist.item_line", "number", "text");
    public static readonly MessageKey ItemLeads = new("checklist.item_leads", "number", "text");
    public static readonly MessageKey ItemUnits = new("checklist.item_units", "number", "text", "units");
    public static readonly MessageKey AnsweredFound = new("checklist.answered_found", "number", "details");
    public static readonly MessageKey Hint = new("checklist.hint", "first");
    public static readonly MessageKey HintDone = new("checklist.hint_done", "first");
    public static readonly MessageKey HintReadOnly = new("checklist.hint_read_only");
    public static readonly MessageKey Taken = new("checklist.taken", "none", "found");
    public static readonly MessageKey NotUnderstood = new("checklist.not_understood", "typed", "first");
    public static readonly MessageKey NotYours = new("checklist.not_yours", "unit");
    public static readonly MessageKey ReportTitle = new("checklist.report_title", "count");
    public static readonly MessageKey ReportLine = new("checklist.report_line", "number");
    public static readonly MessageKey ReportLater = new("checklist.report_later");
}
