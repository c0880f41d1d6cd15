using System.Globalization;

namespace Bot.WeCom;

/// <summary>Logging in to a page inside WeCom. Source: developer.work.weixin.qq.com/document/path/91022.</summary>
public static class OAuth
{
    /// <summary>Where a browser is sent; it comes back to <paramref name="back"/> with a code and the state.</summary>
    /// <param name="back">On the app's trusted domain.</param>
    /// <param name="state">Letters and digits, at most 128: whoever comes back without it did not begin here.</param>
    public static Uri Address(WeComSettings settings, Uri back, string state)
    {
        // Only the demo's server answers for both.
        var page = settings.ApiBase.Host == "qyapi.weixin.qq.com"
            ? "https://open.weixin.qq.com/connect/oauth2/authorize"
            : $"{settings.ApiBase.AbsoluteUri.TrimEnd('/')}/connect/oauth2/authorize";
        return new Uri($"{page}?appid={Uri.EscapeDataString(settings.CorpId)}&redirect_uri={Uri.EscapeDataString(back.AbsoluteUri)}"
            + $"&response_type=code&scope=snsapi_base&state={state}&agentid={settings.AgentId.ToString(CultureInfo.InvariantCulture)}#wechat_redirect");
    }
}
