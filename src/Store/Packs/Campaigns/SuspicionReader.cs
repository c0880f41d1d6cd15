using Store.Expressions;

namespace Store.Packs;

/// <summary>Reads a campaign's <c>suspicions</c>: one form, one problem form, and the cases.</summary>
internal static class SuspicionReader
{
    public static IReadOnlyList<Suspicion> Read(YamlEntry? entry, IReadOnlyDictionary<string, Form> forms)
    {
        if (entry is null)
            return [];
        entry.OnlyKnows("form", "problem", "ask_at", "cases");
        var form = Named(entry, "form", forms);
        var problem = Named(entry, "problem", forms);
        var askAt = CampaignReader.Time(entry, "ask_at");
        var suspicions = new List<Suspicion>();
        foreach (var item in entry["cases"]?.Items ?? [])
            if (form is not null && problem is not null && Case(item, form, problem, askAt) is { } suspicion)
                if (suspicions.Exists(other => other.Id == suspicion.Id))
                    item["id"]!.Complain($"the id '{suspicion.Id}' is used twice");
                else
                    suspicions.Add(suspicion);
        return suspicions;
    }

    private static Suspicion? Case(YamlEntry entry, Form form, Form problem, TimeOnly askAt)
    {
        entry.OnlyKnows("id", "if", "says", "answers");
        var id = entry.Required("id");
        var says = Template(entry, "says", form);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (question, value) in entry["answers"]?.Pairs ?? [])
            if (problem.Find(question.Text ?? "") is not { } asked)
                question.Complain($"the form '{problem.Id}' has no question '{question.Text}'{Nearest.Suggest(question.Text ?? "", problem.Questions.Select(known => known.Name))}");
            else if (asked.Choices.Count > 0 && asked.Choices.All(choice => choice.Name != value.Text))
                value.Complain($"'{asked.Name}' has no choice '{value.Text}'");
            else
                answers[asked.Name] = Checked(value, form);
        var condition = entry.Required("if");
        if (condition.Length == 0)
            return null;
        try
        {
            var when = Expression.Parse(condition);
            foreach (var name in when.References.Where(name => form.Find(name) is null))
                entry["if"]!.Complain($"the form '{form.Id}' has no question '{name}'{Nearest.Suggest(name, form.Questions.Select(known => known.Name))}");
            return new Suspicion(id, form.Id, when, says, problem.Id, answers, askAt);
        }
        catch (ExpressionException broken)
        {
            entry["if"]!.Complain(broken.Message);
            return null;
        }
    }

    private static string Template(YamlEntry entry, string key, Form form) => entry.Required(key).Length == 0 ? "" : Checked(entry[key]!, form);

    private static string Checked(YamlEntry text, Form form)
    {
        foreach (var (name, _) in Cells.References(text.Text ?? ""))
            if (form.Find(name) is null)
                text.Complain($"the form '{form.Id}' has no question '{name}'{Nearest.Suggest(name, form.Questions.Select(known => known.Name))}");
        return text.Text ?? "";
    }

    private static Form? Named(YamlEntry entry, string key, IReadOnlyDictionary<string, Form> forms)
    {
        var id = entry.Required(key);
        if (id.Length == 0 || forms.TryGetValue(id, out _))
            return forms.GetValueOrDefault(id);
        entry[key]!.Complain($"there is no form '{id}'");
        return null;
    }
}
