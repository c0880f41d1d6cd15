using Store.Packs;

namespace Bot.Conversations.Procedures;

/// <summary>Texts in prompts/messages/procedures.yaml.</summary>
public static class ProcedureTexts
{
    public static readonly MessageKey None = new("procedure.none");
    public static readonly MessageKey Pick = new("procedure.pick");
    public static readonly MessageKey Line = new("procedure.line", "procedure", "campaign");
    public static readonly MessageKey AskHousehold = new("procedure.ask_household", "procedure");
    public static readonly MessageKey HintHousehold = new("procedure.hint_household");
    public static readonly MessageKey NoHousehold = new("procedure.no_household", "typed");
    public static readonly MessageKey Which = new("procedure.which", "typed");
    public static readonly MessageKey Monitored = new("procedure.monitored", "household", "procedure");
    public static readonly MessageKey NotMonitored = new("procedure.not_monitored", "household", "procedure");
    public static readonly MessageKey HasLabour = new("procedure.has_labour", "household", "count", "procedure");
    public static readonly MessageKey NoLabour = new("procedure.no_labour", "household");
    public static readonly MessageKey AskOverride = new("procedure.ask_override", "household");
    public static readonly MessageKey Title = new("procedure.title", "household", "procedure", "done", "total");
    public static readonly MessageKey TitleGreen = new("procedure.title_green", "household", "procedure", "done", "total");
    public static readonly MessageKey StepDone = new("procedure.step_done", "step", "date");
    public static readonly MessageKey StepNext = new("procedure.step_next", "step");
    public static readonly MessageKey StepDue = new("procedure.step_due", "step", "days");
    public static readonly MessageKey StepLate = new("procedure.step_late", "step", "days");
    public static readonly MessageKey StepLater = new("procedure.step_later", "step");
    public static readonly MessageKey Take = new("procedure.take", "step");
    public static readonly MessageKey Green = new("procedure.green");
    public static readonly MessageKey Hint = new("procedure.hint");
    public static readonly MessageKey NextIsTheirs = new("procedure.next_is_theirs", "step", "example");
    public static readonly MessageKey NextIsOthers = new("procedure.next_is_others", "step", "levels");
    public static readonly MessageKey OutOfOrder = new("procedure.out_of_order", "before", "step");
    public static readonly MessageKey Taken = new("procedure.taken", "step", "date");
    public static readonly MessageKey NotYours = new("procedure.not_yours", "step", "levels");
    public static readonly MessageKey ToldMonitored = new("procedure.told_monitored", "household", "procedure", "type");
    public static readonly MessageKey ToldSettled = new("procedure.told_settled", "household", "procedure", "type");
    public static readonly MessageKey Village = new("procedure.level_village");
    public static readonly MessageKey Town = new("procedure.level_town");
    public static readonly MessageKey County = new("procedure.level_county");
}
