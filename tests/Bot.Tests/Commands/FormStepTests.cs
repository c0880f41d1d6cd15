using Bot.Forms;
using Bot.Tests.Forms;
using Xunit;

namespace Bot.Tests.Commands;

public sealed class FormStepTests
{
    private const string Sheet = """
        survey:
          - {type: begin_group, name: g, label: 组}
          - {type: integer, name: n, label: 几人, required: yes, constraint: ". < 5"}
          - {type: begin_repeat, name: p, label: 逐人, repeat_count: "${n}"}
          - {type: text, name: who, label: 谁}
          - {type: calculate, name: pos, calculation: "position(..)"}
          - {type: end_repeat}
          - {type: end_group}
          - {type: note, name: hello, label: 好, relevant: "${n} > 1"}
          - {type: date, name: day, label: 哪天, relevant: "${n} > 1"}
          - {type: begin_repeat, name: trip, label: 行程}
          - {type: text, name: stop, label: 站}
          - {type: begin_repeat, name: leg, label: 段}
          - {type: text, name: by, label: 乘}
          - {type: end_repeat}
          - {type: end_repeat}
          - {type: select_multiple c, name: c, label: 选}
        choices:
          - {list_name: c, name: a, label: A}
          - {list_name: c, name: b, label: B}
        """;

    [Fact]
    public void It_begins_with_every_place_blank_or_not_relevant()
    {
        Assert.Equal(["/data/g/n=", "/data/hello=null", "/data/day=null", "/data/trip[1]/stop=", "/data/trip[1]/leg[1]/by=", "/data/c="], Told(Begin().Values));
    }

    [Fact]
    public void A_set_tells_what_it_changed_rows_that_come_and_go_included()
    {
        var form = Begin();
        Assert.Equal(
            ["/data/g/n=2", "/data/g/p[1]/who=", "/data/g/p[1]/pos=1", "/data/g/p[2]/who=", "/data/g/p[2]/pos=2", "/data/hello=", "/data/day="],
            Set(form, "/data/g/n", "2"));
        Assert.Equal(["/data/g/p[2]/who=王"], Set(form, "/data/g/p[2]/who", "王"));
        Assert.Equal(["/data/g/n=1", "/data/hello=null", "/data/day=null", "/data/g/p[2]/who=null", "/data/g/p[2]/pos=null"], Set(form, "/data/g/n", "1"));
        Assert.Contains("/data/g/p[2]/who=", Set(form, "/data/g/n", "2"));
        Assert.Empty(Set(form, "/data/g/n", "2"));
    }

    [Theory]
    [InlineData("/data/g/n", "5", StepResult.Constraint)]
    [InlineData("/data/g/n", "", StepResult.Required)]
    [InlineData("/data/g/n", "two", StepResult.Type)]
    [InlineData("/data/g/n", "2.5", StepResult.Type)]
    [InlineData("/data/day", "2022-08-10", StepResult.NotRelevant)]
    [InlineData("/data/nothing", "1", StepResult.Unknown)]
    [InlineData("/data/hello", "1", StepResult.Unknown)]
    [InlineData("/data/trip[3]/stop", "x", StepResult.Unknown)]
    [InlineData("/data/c", "a z", StepResult.Type)]
    [InlineData("/data/c", "b a", StepResult.Ok)]
    public void What_is_refused_changes_nothing(string path, string value, StepResult expected)
    {
        var form = Begin();
        var before = Told(form.Values).ToList();
        Assert.Equal(expected, form.Set(path, value).Result);
        if (expected != StepResult.Ok)
            Assert.Equal(before, Told(form.Values));
    }

    [Fact]
    public void A_date_is_an_ISO_date_that_exists()
    {
        var form = Begin();
        form.Set("/data/g/n", "2");
        Assert.Equal(StepResult.Type, form.Set("/data/day", "2022-02-30").Result);
        Assert.Equal(StepResult.Type, form.Set("/data/day", "8.10").Result);
        Assert.Equal(StepResult.Ok, form.Set("/data/day", "2022-08-10").Result);
    }

    [Fact]
    public void Setting_into_the_next_free_row_adds_it_with_its_own_first_rows()
    {
        var form = Begin();
        Assert.Equal(["/data/trip[2]/stop=乙", "/data/trip[2]/leg[1]/by="], Set(form, "/data/trip[2]/stop", "乙"));
        Assert.Equal(["/data/trip[2]/leg[2]/by=车"], Set(form, "/data/trip[2]/leg[2]/by", "车"));
        Assert.Equal(["/data/trip[1]/stop=甲"], Set(form, "/data/trip/stop", "甲"));
    }

    [Fact]
    public async Task Lines_are_answered_one_by_one_and_a_broken_one_stops_nothing()
    {
        using var bot = new BotProcess();
        await File.WriteAllTextAsync(bot["f.yaml"], "settings: {form_id: f, form_title: F, name: root}\nsurvey:\n  - {type: integer, name: n, label: 几, constraint: \". < today()\"}\n", TestContext.Current.CancellationToken);
        var ended = await bot.Run("""
            {"set": "/root/n", "value": "3"}
            oops

            [1]
            {"set": "/root/n", "value": null}
            {"set": "/root/n", "value": 4}

            """, ["form", "step", "f.yaml", "--today", "2022-08-10"]);
        Assert.Equal(0, ended.Code);
        Assert.Collection(
            ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Equal("""{"init":{"/root/n":""}}""", line),
            line => Assert.Equal("""{"result":"ok","changed":{"/root/n":"3"}}""", line),
            line => Assert.StartsWith("""{"error":""", line, StringComparison.Ordinal),
            line => Assert.StartsWith("""{"error":""", line, StringComparison.Ordinal),
            line => Assert.Equal("""{"result":"ok","changed":{"/root/n":""}}""", line),
            line => Assert.Equal("""{"result":"ok","changed":{"/root/n":"4"}}""", line));
    }

    private static SteppedForm Begin() => new(Sheets.Form(Sheet), Sheets.Now);

    private static IEnumerable<string> Set(SteppedForm form, string path, string value)
    {
        var (result, changed) = form.Set(path, value);
        Assert.Equal(StepResult.Ok, result);
        return Told(changed);
    }

    private static IEnumerable<string> Told(IReadOnlyDictionary<string, string?> values) => values.Select(entry => $"{entry.Key}={entry.Value ?? "null"}");
}
