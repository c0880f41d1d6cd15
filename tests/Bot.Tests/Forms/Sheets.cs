using Bot.Forms;
using Store.Packs;
using Testing;
using Xunit;

namespace Bot.Tests.Forms;

/// <summary>Forms written in a test, and drafts of them.</summary>
internal static class Sheets
{
    public static readonly DateTimeOffset Now = new(2022, 8, 10, 9, 0, 0, TimeSpan.FromHours(8));

    public static Form CheckIn => Repository.Pack.Form("monthly-checkin")!;

    /// <param name="rows">The survey and, where there is one, the choices, as YAML without their indentation.</param>
    public static Form Form(string rows)
    {
        var problems = new List<Problem>();
        var form = FormReader.Read("form.yaml", "settings: {form_id: sheet, form_title: Sheet, default_language: zh}\n" + rows, problems);
        Assert.Empty(problems);
        return form!;
    }

    public static Draft Draft(Form form, params (string Path, string Value)[] answers) => new()
    {
        Form = form.Id,
        Answers = answers.ToDictionary(answer => answer.Path, answer => answer.Value),
    };

    public static FilledForm Fill(Form form, Draft draft) => new(form, draft, Now);

    public static FilledQuestion Question(string rows, string name)
    {
        var form = Form(rows);
        return Fill(form, Draft(form)).Find(name)!;
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Table(string name, params Dictionary<string, string>[] rows) =>
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> { [name] = rows };
}
