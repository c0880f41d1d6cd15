using Store.Expressions;
using Store.Packs;

namespace Bot.Forms;

/// <summary>A form for trying out without the county's records: what it would pull from there is left open to be made up.</summary>
internal static class FormOffRecord
{
    /// <param name="fromRecords">Questions that the records answer (a default, or what choosing the household fills in).</param>
    /// <param name="computed">Calculations that read the records, now plain hidden values.</param>
    public static Form Of(Form form, out IReadOnlyList<string> fromRecords, out IReadOnlyList<string> computed)
    {
        bool Reads(Expression? expression) => expression is not null && expression.Tables.Any(table => !form.Tables.ContainsKey(table));
        fromRecords = [.. form.Questions.Where(question => question.IsAsked && (Reads(question.Default) || Reads(question.Calculation))).Select(question => question.Name)];
        computed = [.. form.Questions.Where(question => !question.IsAsked && Reads(question.Calculation)).Select(question => question.Name)];
        return new Form(form.Id, form.Title, form.Version, form.Kind, form.Root, [.. form.Items.Select(Open)], form.File)
        {
            DefaultLanguage = form.DefaultLanguage,
            Tables = form.Tables,
        };

        FormItem Open(FormItem item) => item switch
        {
            Group { IsRepeat: true } repeat => repeat with
            {
                RepeatCount = repeat.RepeatCount is null || ReadsFar(repeat.RepeatCount, []) ? Expression.Parse("1") : repeat.RepeatCount,
                Items = [.. repeat.Items.Select(Open)],
            },
            Group group => group with { Items = [.. group.Items.Select(Open)] },
            Question { IsAsked: false } question when Reads(question.Calculation) => question with { Calculation = null, Type = QuestionType.Hidden },
            _ => item,
        };

        bool ReadsFar(Expression expression, HashSet<string> seen) => Reads(expression) || expression.References.Any(name =>
            seen.Add(name) && form.Find(name) is { Calculation: { } calculation } && ReadsFar(calculation, seen));
    }
}
