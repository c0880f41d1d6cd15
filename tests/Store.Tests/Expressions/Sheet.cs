using Store.Expressions;

namespace Store.Tests.Expressions;

/// <summary>A filled household form to ask expressions of, on a Wednesday morning in China.</summary>
internal static class Sheet
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 7, 30, 0, TimeSpan.FromHours(8));

    public static Node Filled()
    {
        var data = new Node("data", ValueKind.Group);
        Answer(data, "age", ValueKind.Integer, "42");
        Answer(data, "zero", ValueKind.Integer, "0");
        Answer(data, "blank", ValueKind.Integer, "");
        Answer(data, "price", ValueKind.Decimal, "1.50");
        Answer(data, "dob", ValueKind.Date, "1984-03-05");
        Answer(data, "visit", ValueKind.DateTime, "2026-03-04T06:00:00.000+08:00");
        Answer(data, "morning", ValueKind.Time, "06:00:00.000+08:00");
        Answer(data, "no", ValueKind.Text, "false");
        Answer(data, "name", ValueKind.Text, "王小明");
        Answer(data, "number", ValueKind.Text, "42.0");
        Answer(data, "sel", ValueKind.SelectMultiple, "10 11 a");
        Answer(data, "one", ValueKind.SelectOne, "1");
        Answer(data, "户主姓名", ValueKind.Text, "李四");
        Answer(data, "hidden", ValueKind.Integer, "9").Relevant = false;
        var group = data.Add(new("group", ValueKind.Group));
        Answer(group, "inner", ValueKind.Integer, "5");
        foreach (var (name, income, pets) in new[] { ("甲", "1", "猫 狗"), ("乙", "", "鱼"), ("丙", "3", "") })
        {
            var member = data.Add(new("member", ValueKind.Group));
            Answer(member, "n", ValueKind.Text, name);
            Answer(member, "income", ValueKind.Integer, income);
            Answer(member, "total", ValueKind.Text, "");
            foreach (var pet in pets.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Answer(member.Add(new("pet", ValueKind.Group)), "kind", ValueKind.Text, pet);
        }

        return data;
    }

    public static Node Answer(Node parent, string name, ValueKind kind, string text) => parent.Add(new(name, kind) { Text = text });

    /// <summary>The node at a path of names; name[2] for the second row.</summary>
    public static Node At(Node from, string path)
    {
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.Split('[')[0];
            var row = step.Contains('[') ? int.Parse(step.Split('[', ']')[1]) : 1;
            from = from.Children.Where(child => child.Name == name).ElementAt(row - 1);
        }

        return from;
    }

    public static Evaluation Standing(string path = "age") => new(At(Filled(), path), Now);

    public static string Text(string expression, string path = "age") => Expression.Parse(expression).AsText(Standing(path));

    public static double Number(string expression, string path = "age") => Expression.Parse(expression).AsNumber(Standing(path));

    public static bool Truth(string expression, string path = "age") => Expression.Parse(expression).IsTrue(Standing(path));
}
