using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Demo;
using Store;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The desk, through the same login that WeCom's browser makes.</summary>
public abstract class DeskScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    [Fact]
    public async Task County_staff_log_in_and_see_whom_messages_did_not_reach()
    {
        Bot.Phones.Faults = new DemoFaultPlan { OutOfScope = [Contact] };
        await Bot.Database.Write(tx => Outbox.Add(tx, [new Outgoing(Contact, OutboxKind.Text, "通知", SeededStores.Seeded)], SeededStores.Seeded));
        await Bot.Settled();

        var (status, page) = await Desk.Open(Bot, await Desk.CountyStaff(Bot));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("id=not-reached", page, StringComparison.Ordinal);
        Assert.Contains("不在应用可见范围", page, StringComparison.Ordinal);
        var name = await Bot.Database.Read(async tx => (await People.Find(tx, Contact))!.Name);
        Assert.Contains($"<td data-label=\"姓名\">{name}</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain($">{Contact}<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_of_the_demo_chooses_who_they_are_by_post_and_unit_those_of_the_county_first()
    {
        var page = await Bot.Http.GetStringAsync(new Uri("/desk", UriKind.Relative), Cancel);
        Assert.Contains("<details data-post=\"县乡村振兴局\" open>", page, StringComparison.Ordinal);
        Assert.Contains("监测联系人", page, StringComparison.Ordinal);
        Assert.Matches("<a href=\"[^\"]+&amp;user=c001\">[^<]+<small>[^<]+村</small></a>", page);
    }

    [Fact]
    public async Task A_contact_logs_in_and_sees_nothing() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await Desk.Open(Bot, Contact)).Status);

    [Fact]
    public async Task A_code_without_the_state_it_began_with_is_nobodys()
    {
        using var http = new HttpClient { BaseAddress = Bot.Address };
        using var answer = await http.GetAsync(new Uri("/desk/login?code=abc&state=abc", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_pass_that_was_altered_is_none()
    {
        using var handler = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = Bot.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/desk");
        request.Headers.Add("Cookie", $"desk={await Desk.CountyStaff(Bot)}.99999999999.{new string('0', 64)}");
        using var answer = await http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/connect/oauth2/authorize?appid=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }
}

/// <summary>A browser inside WeCom.</summary>
internal static partial class Desk
{
    public static async Task<string> CountyStaff(RunningBot bot)
    {
        using var people = JsonDocument.Parse(await bot.Http.GetStringAsync(new Uri("/demo/people", UriKind.Relative)));
        return people.RootElement.EnumerateArray().First(person => person.GetProperty("role").GetString()!.StartsWith("county", StringComparison.Ordinal))
            .GetProperty("user").GetString()!;
    }

    public static async Task<(HttpStatusCode Status, string Page)> Open(RunningBot bot, string user)
    {
        using var http = new HttpClient { BaseAddress = bot.Address };
        var choose = await http.GetAsync(new Uri("/desk", UriKind.Relative));
        var links = Link().Matches(await choose.Content.ReadAsStringAsync()).Select(match => WebUtility.HtmlDecode(match.Groups["query"].Value));
        var mine = links.First(link => link.EndsWith($"&user={user}", StringComparison.Ordinal));
        using var answer = await http.GetAsync(new Uri(choose.RequestMessage!.RequestUri!, mine));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("href=\"(?<query>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
