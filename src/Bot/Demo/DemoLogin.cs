using System.Net;
using System.Text;

namespace Bot.Demo;

/// <summary>What stands on the page on which a visitor of the demo says who they are.</summary>
/// <param name="Note">Why one has to choose here, and not in the real WeCom.</param>
/// <param name="Count">How many people stand in a group.</param>
public sealed record DemoLoginTexts(string Title, string Note, string Search, Func<int, string> Count)
{
    public static readonly DemoLoginTexts English = new("Who are you?", "The real WeCom knows who opens a page; here you choose.", "name or unit", count => $"{count}");
}

/// <summary>
/// Where open.weixin.qq.com would send the browser of somebody whom it knows straight back: here the visitor chooses who they are,
/// by post and unit. Those who are listed first come unfolded.
/// </summary>
internal static class DemoLogin
{
    private const string Style = """
        :root{font:15px/1.6 "Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif;color:#1f2329}
        *{box-sizing:border-box}body{margin:0;background:#f2f4f7}header{background:#2b6de5;color:#fff;padding:16px max(16px,calc(50% - 352px))}
        h1{font-size:18px;font-weight:600;margin:0}header p{margin:2px 0 0;font-size:13px;color:#dbe7ff}main{max-width:736px;margin:0 auto;padding:14px 16px 40px}
        input{width:100%;font:inherit;padding:9px 14px;border:1px solid #d5d9e0;border-radius:8px;background:#fff;margin-bottom:12px}
        details{background:#fff;border-radius:10px;margin-bottom:10px}summary{display:flex;justify-content:space-between;gap:12px;padding:11px 16px;font-weight:600;cursor:pointer}
        summary span{color:#646a73;font-weight:400;font-size:13px}ul{list-style:none;margin:0;padding:0 8px 8px;display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr))}
        a{display:block;padding:7px 8px;border-radius:6px;text-decoration:none;color:inherit}a:hover,a:focus-visible{background:#eaf1fd}
        a small{display:block;color:#646a73;font-size:13px;line-height:1.4}[hidden]{display:none!important}
        @media(max-width:480px){ul{grid-template-columns:1fr 1fr}}
        """;

    // Without it the groups can still be unfolded one by one.
    private const string Script = """
        const box=document.querySelector('input'),groups=[...document.querySelectorAll('details')],first=groups.map(g=>g.open);
        box.addEventListener('input',()=>{const wanted=box.value.trim();groups.forEach((group,i)=>{let any=false;
        group.querySelectorAll('li').forEach(li=>{li.hidden=wanted!==''&&!(li.textContent+group.dataset.post).includes(wanted);any||=!li.hidden});
        group.hidden=!any;group.open=wanted!==''||first[i]})});
        """;

    /// <param name="query">Of the request, to come back with who it is.</param>
    public static string Page(IReadOnlyList<DemoMember> members, string query, DemoLoginTexts texts)
    {
        var page = new StringBuilder();
        foreach (var (post, index) in members.GroupBy(member => member.Position).Select((post, index) => (post, index)))
        {
            page.Append($"<details data-post=\"{Text(post.Key)}\"{(index == 0 ? " open" : "")}><summary>{Text(post.Key)}<span>{Text(texts.Count(post.Count()))}</span></summary><ul>");
            foreach (var member in post)
                page.Append($"<li><a href=\"?{Text(query)}&amp;user={Uri.EscapeDataString(member.UserId)}\">{Text(member.Name)}<small>{Text(member.Unit)}</small></a></li>");
            page.Append("</ul></details>");
        }
        return $"<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>{Text(texts.Title)}</title><style>{Style}</style>"
            + $"<header><h1>{Text(texts.Title)}</h1><p>{Text(texts.Note)}</p></header><main><input type=search placeholder=\"{Text(texts.Search)}\" aria-label=\"{Text(texts.Search)}\">{page}</main><script>{Script}</script></html>";
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
