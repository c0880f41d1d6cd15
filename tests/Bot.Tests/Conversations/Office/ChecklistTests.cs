using Bot.Conversations.Checklists;
using Store.Packs;
using Testing;
using Xunit;

namespace Bot.Tests.Conversations.Office;

/// <summary>The official lists as they are delivered: a unit gets exactly its items.</summary>
public sealed class ChecklistTests
{
    [Theory]
    [InlineData("县水利局")]
    [InlineData("大英县水利局")]
    [InlineData("县水务局")]
    public void Feature_20_The_water_bureau_leads_132_to_134_and_answers_for_25_105_and_135(string unit)
    {
        var list = List("daying-139");
        Assert.Equal(["25", "105", "132", "133", "134", "135"], Numbers(list.Of(unit, "", "sector_dept")));
        Assert.Equal(["132", "133", "134"], Numbers(list.Of(unit, "", "sector_dept").Where(item => list.Leads(item, unit))));
        Assert.Equal((138, "140"), (list.Items.Count, list.Items[^1].Number));
    }

    [Fact]
    public void Feature_21_The_second_aspect_has_13_checks_of_75()
    {
        var list = List("xiaoxian-10");
        Assert.Equal((75, 10), (list.Items.Count, list.Items.GroupBy(item => item.Group).Count()));
        Assert.Equal(Enumerable.Range(1, 13).Select(number => $"2-{number}"), Numbers(list.Of("县教体局", "", "sector_dept")));
        Assert.Equal(75, list.Of("清溪镇", "town", "township").Count);
        var answers = list.Problem!.For(list.Find("2-13")!, "清溪镇", "限时供水");
        Assert.Equal("2-13", answers["check_ref"]);
    }

    [Fact]
    public void Feature_22_The_education_bureau_gets_items_4_to_10_exactly()
    {
        var list = List("xiangcheng-72");
        Assert.Equal(72, list.Items.Count);
        Assert.Equal(["4", "5", "6", "7", "8", "9", "10"], Numbers(list.Of("县教体局", "", "sector_dept")));
    }

    [Fact]
    public void Feature_23_Eight_tasks_have_41_points_and_neither_form_nor_deadline()
    {
        var list = List("yaocun-8");
        Assert.Equal([4, 3, 10, 11, 4, 2, 5, 2], list.Items.GroupBy(item => item.Group).Select(task => task.Count()));
        Assert.Equal((41, 41), (list.Items.Count, list.Items.DistinctBy(item => item.Number).Count()));
        Assert.Null(list.Problem);
        Assert.Equal(["6-1", "6-2"], Numbers(list.Of("姚村镇民政办", "", "line_office_town")));
        Assert.Equal(7, list.Of("姚村镇", "town", "district_area").Count);
        var campaign = Repository.Pack.Campaigns.First(campaign => campaign.Id == list.Campaign);
        Assert.Empty(campaign.Deliverables);
    }

    [Fact]
    public void A_list_that_is_not_divided_is_nobodys() => Assert.Empty(List("daying-problems-62").Of("县乡村振兴局", "", "county_rural_bureau"));

    [Theory]
    [InlineData("1-5 无", "1- 2- 3- 4- 5-")]
    [InlineData("1至3没有问题", "1- 2- 3-")]
    [InlineData("第2项 有：3户没上户口，各缺一证", "2+3户没上户口，各缺一证")]
    [InlineData("1 无，2 无；3 有：水管冻裂", "1- 2- 3+水管冻裂")]
    [InlineData("1、3 无", "1- 3-")]
    [InlineData("5 发现2户漏雨", "5+2户漏雨")]
    [InlineData("其余都无", "2- 3- 4- 5-")]
    [InlineData("7 无", "?7 无")]
    [InlineData("2 有", "?2 有")]
    [InlineData("没有问题", "?没有问题")]
    public void Answers_are_read_many_at_once_and_never_guessed(string said, string read)
    {
        List<ChecklistItem> items = [.. Enumerable.Range(1, 5).Select(number => new ChecklistItem($"{number}", "", "…", [], []))];
        var answers = new ChecklistAnswers(Repository.Pack.ChecklistWords, items, [.. items.Skip(1)]).Of(said);
        Assert.Equal(read, string.Join(' ', answers.Answers.Select(answer => $"{answer.Item.Number}{(answer.Found ? "+" : "-")}{answer.Details}")
            .Concat(answers.Unread.Select(unread => $"?{unread}"))));
    }

    [Fact]
    public void A_number_with_a_hyphen_is_an_item_before_it_is_a_range()
    {
        List<ChecklistItem> items = [.. "1-1 1-2 1-3 2-1".Split(' ').Select(number => new ChecklistItem(number, "", "…", [], []))];
        var answers = new ChecklistAnswers(Repository.Pack.ChecklistWords, items, items).Of("1-2 无；1-3到2-1 无");
        Assert.Equal(["1-2", "1-3", "2-1"], answers.Answers.Select(answer => answer.Item.Number));
    }

    private static Checklist List(string id) => Repository.Pack.Checklists.First(list => list.Id == id);

    private static IEnumerable<string> Numbers(IEnumerable<ChecklistItem> items) => items.Select(item => item.Number);
}
