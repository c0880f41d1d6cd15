using System.Globalization;
using System.Text.Json;
using Bot.Demo;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Store.Packs;
using Store.Rosters;
using Xunit;

namespace Bot.Tests;

public sealed class CountyTests
{
    private static readonly CountyPlan Plan = ReadPlan();
    private static readonly Roster Printed = County.Generate(Plan);

    /// <summary>Households and people of the printed table: registered, edge, allowance, support, disabled, ill, total.</summary>
    public static TheoryData<string, int[]> PrintedTable => new()
    {
        { "芦江社区", [115, 394, 11, 11, 45, 69, 35, 35, 70, 72, 35, 35, 311, 616] },
        { "杨家山村", [145, 470, 1, 5, 16, 30, 28, 28, 29, 31, 24, 24, 243, 588] },
        { "众兴社区", [71, 225, 1, 3, 28, 53, 29, 29, 51, 53, 21, 21, 201, 384] },
        { "新峰村", [58, 205, 2, 2, 35, 55, 30, 30, 58, 63, 16, 16, 199, 371] },
        { "三桥村", [80, 231, 2, 2, 25, 45, 24, 24, 36, 37, 28, 28, 195, 367] },
        { "复胜村", [41, 120, 1, 3, 33, 46, 27, 27, 52, 53, 14, 14, 168, 263] },
        { "前榜村", [42, 128, 1, 4, 28, 60, 43, 43, 35, 35, 15, 15, 164, 285] },
        { "柏叶村", [54, 150, 6, 9, 29, 58, 26, 26, 28, 28, 10, 10, 153, 281] },
        { "福塘村", [76, 180, 2, 3, 9, 15, 20, 20, 41, 43, 5, 5, 153, 266] },
        { "凌冲村", [69, 192, 1, 3, 15, 36, 14, 14, 28, 28, 12, 12, 139, 285] },
        { "格塘村", [57, 179, 2, 3, 16, 34, 15, 15, 27, 31, 15, 15, 132, 277] },
        { "石毫村", [41, 123, 5, 14, 14, 30, 18, 18, 28, 30, 17, 17, 123, 232] },
    };

    [Theory]
    [MemberData(nameof(PrintedTable))]
    public void Every_village_has_the_printed_households_and_people_of_each_category(string village, int[] printed)
    {
        var id = Printed.Units.Single(unit => unit.Name == village).Id;
        var homes = Printed.Households.Where(home => home.VillageId == id).ToList();

        int[] counted = [.. Plan.Categories.SelectMany(category =>
        {
            var word = category.Types[0].Words[0];
            var ofType = homes.Where(home => home.Types.Contains(word)).ToList();
            return new[] { ofType.Count, ofType.Sum(home => home.Members.Count) };
        }), homes.Count, homes.Sum(home => home.Size)];

        Assert.Equal(printed, counted);
    }

    [Fact]
    public void The_county_has_the_printed_totals_and_staff()
    {
        Assert.Equal((2181, 4215), (Printed.Households.Count, Printed.Households.Sum(home => home.Members.Count)));
        Assert.Equal(
            ["芦江社区", "杨家山村", "众兴社区", "新峰村", "三桥村", "复胜村", "前榜村", "柏叶村", "福塘村", "凌冲村", "格塘村", "石毫村"],
            Printed.Units.Where(unit => unit.Level == UnitLevel.Village).Select(unit => unit.Name));
        Assert.Equal(
            [
                ("contact", 60), ("county_party_gov", 1), ("county_rural_bureau", 1), ("leading_group_office", 1), ("poverty_office_town", 1), ("sector_dept", 47),
                ("special_office", 1), ("supervision_group", 1), ("survey_group", 38), ("township", 1), ("village_cadre", 12), ("work_group", 1),
            ],
            Printed.People.CountBy(person => person.Role).Select(role => (role.Key, role.Value)).OrderBy(role => role.Key, StringComparer.Ordinal));
        Assert.Equal(["county", "town", "v01", "v02", "v03"], Printed.People.Take(5).Select(person => person.UserId));
        Assert.Equal(
            Enumerable.Range(1, 60).Select(i => $"c{i:000}"),
            Printed.People.Where(person => person.Role == "contact").Select(person => person.UserId));
    }

    [Fact]
    public void Every_contact_has_five_monitored_households_of_the_own_village()
    {
        var monitored = Printed.Households.Where(home => home.MonitorType is not null).ToList();
        var contacts = Printed.People.Where(person => person.Role == "contact").ToList();

        Assert.Equal(300, monitored.Count);
        Assert.All(contacts, contact =>
        {
            var own = monitored.Where(home => home.ContactUserId == contact.UserId).ToList();
            Assert.Equal(5, own.Count);
            Assert.All(own, home => Assert.Equal(contact.UnitId, home.VillageId));
        });
        Assert.All(contacts.GroupBy(contact => contact.UnitId), village => Assert.Equal(5, village.Count()));
        Assert.InRange(monitored.Count(home => home.Types[0] is "建档立卡贫困户" or "边缘户"), 240, 299);
        Assert.InRange(monitored.Count(home => home.RiskEliminated), 60, 120);
    }

    [Fact]
    public void Only_a_monitored_household_has_a_contact_a_risk_and_measures_that_answer_it()
    {
        foreach (var home in Printed.Households)
        {
            var monitored = home.MonitorType is not null;
            Assert.Equal(monitored, home.ContactUserId is not null);
            Assert.Equal(monitored, home.IdentifiedOn is not null);
            Assert.Equal(monitored, home.Measures.Count > 0);
            Assert.All(home.Measures, measure => Assert.InRange(measure.StartedOn!.Value, home.IdentifiedOn!.Value, Plan.AsOf));
            if (monitored)
                Assert.Contains(home.Measures, measure =>
                    Plan.Monitored.Measures.Single(planned => planned.Name == measure.Name).Risks.Any(home.RiskTypes.Contains));
        }
    }

    [Fact]
    public void Nobodys_ID_number_or_phone_can_be_a_real_persons()
    {
        var numbers = Printed.Households.SelectMany(home => home.Members).Select(member => member.IdNumber!).ToList();
        var phones = Printed.Households.Select(home => home.Phone).Concat(Printed.People.Select(person => person.Phone)).OfType<string>().ToList();

        Assert.All(numbers, number => Assert.StartsWith("99", number, StringComparison.Ordinal));
        Assert.All(numbers, number => Assert.Null(IdNumber.Flaw(number, Plan.AsOf)));
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.All(phones, phone => Assert.Matches("^154[0-9]{8}$", phone));
        Assert.Equal(phones.Count, phones.Distinct().Count());
    }

    [Fact]
    public void Families_are_believable()
    {
        foreach (var home in Printed.Households)
        {
            Assert.Equal(["户主"], home.Members.Where(member => member.IsHead).Select(member => member.Relation));
            Assert.Equal((home.Head, home.IdNumber), (home.Members[0].Name, home.Members[0].IdNumber));
            Assert.InRange(home.Members.Count(member => member.Relation == "配偶"), 0, 1);
            var head = Age(home.Members[0]);
            Assert.All(home.Members.Where(member => member.Relation is "之子" or "之女"), child => Assert.InRange(head - Age(child), 20, 41));
            Assert.All(home.Members.Where(member => Age(member) < 15), child => Assert.Null(child.Work));
            if (home.Types.Contains("重残户"))
                Assert.Contains(home.Members[0].Disability, (string[])["一级", "二级"]);
        }
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(37, null)]
    [InlineData(1000, 3)]
    [InlineData(5000, 2000)]
    public void Any_size_keeps_the_shape(int households, int? contacts)
    {
        var roster = County.Generate(Plan, households, contacts);

        Assert.Equal(households, roster.Households.Count);
        Assert.Equal(contacts ?? Math.Max(1, (int)Math.Round(60 * households / 2181.0)), roster.People.Count(person => person.Role == "contact"));
        Assert.Empty(Imported(roster).Problems);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(County.MostHouseholds + 1, null)]
    [InlineData(10, 0)]
    public void An_impossible_size_is_refused(int households, int? contacts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => County.Generate(Plan, households, contacts));

    [Fact]
    public void The_same_numbers_give_the_same_county()
    {
        Assert.Equal(JsonSerializer.Serialize(Printed), JsonSerializer.Serialize(County.Generate(Plan)));
        Assert.NotEqual(JsonSerializer.Serialize(Printed), JsonSerializer.Serialize(County.Generate(Plan with { Seed = 7 })));

        // Pinned: a runtime or a machine that gave another county would break what transcripts and screenshots show.
        var first = Printed.Households[0];
        Assert.Equal(Pinned, $"{first.Id} {first.Head} {first.IdNumber} {first.Group} {string.Join('、', first.Types)} {first.Size}");
    }

    private const string Pinned = "JG01-0001 龙平 990001199111210016 1组 重残户 1";

    [Fact]
    public void It_goes_through_the_countys_own_import_unchanged()
    {
        var read = Imported(Printed);

        Assert.Empty(read.Problems);
        Assert.Equal(JsonSerializer.Serialize(Printed), JsonSerializer.Serialize(read.Roster));
    }

    [Fact]
    public void The_workbook_is_valid_OpenXml()
    {
        using var document = SpreadsheetDocument.Open(Written(County.Generate(Plan, 50)), isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => error.Description));
    }

    [Fact]
    public void A_table_that_does_not_add_up_is_refused_with_its_line()
    {
        var content = File.ReadAllText(PromptFile("demo/county.yaml"));
        var problems = new List<Problem>();

        var plan = CountyPlan.Read("county.yaml", content.Replace("support: [43, 43]", "support: [43, 44]", StringComparison.Ordinal), problems);

        Assert.Null(plan);
        var line = Array.FindIndex(content.Split('\n'), text => text.Contains("前榜村", StringComparison.Ordinal)) + 1;
        Assert.Contains($"county.yaml:{line}: the categories add up to 164 households and 286 people, 'total' says 164 and 285",
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Every_mistake_in_the_plan_is_named_at_once()
    {
        var content = File.ReadAllText(PromptFile("demo/county.yaml"))
            .Replace("as_of: 2019-12-31", "as_of: yesterday", StringComparison.Ordinal)
            .Replace("sex: opposite", "sex: other", StringComparison.Ordinal)
            .Replace("phone_percent: 90", "phone_percent: most", StringComparison.Ordinal);
        var problems = new List<Problem>();

        Assert.Null(CountyPlan.Read("county.yaml", content, problems));
        Assert.Equal(
            ["'most' is not a whole number", "'yesterday' is not a date such as 2019-12-31", "unknown 'other'; known: male, female, opposite"],
            problems.Select(problem => problem.Message).Order(StringComparer.Ordinal));
    }

    private static RosterRead Imported(Roster roster) => Reader().Read(Written(roster));

    private static MemoryStream Written(Roster roster)
    {
        var stream = new MemoryStream();
        RosterWorkbook.Write(roster, Layout, stream);
        stream.Position = 0;
        return stream;
    }

    private static RosterReader Reader() => new(Layout, role => role, role => role == "contact", Plan.AsOf);

    private static readonly RosterLayout Layout =
        RosterLayout.Read("workbook.yaml", File.ReadAllText(PromptFile("roster/workbook.yaml")), [])!;

    private static int Age(RosterMember member) =>
        Plan.AsOf.Year - int.Parse(member.IdNumber.AsSpan(6, 4), CultureInfo.InvariantCulture);

    private static CountyPlan ReadPlan()
    {
        var problems = new List<Problem>();
        var plan = CountyPlan.Read("county.yaml", File.ReadAllText(PromptFile("demo/county.yaml")), problems);
        Assert.Empty(problems);
        return plan!;
    }

    private static string PromptFile(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
                return Path.Combine(folder.FullName, "prompts", path);
        throw new InvalidOperationException("the tests run outside of the repository");
    }
}
