using System.Text;

namespace Bot.WeCom;

/// <summary>What the admin console shows for one self-built app.</summary>
/// <param name="ApiBase">https://qyapi.weixin.qq.com, or where the demo answers; a path in it is kept.</param>
/// <param name="EncodingAesKey">43 letters and digits, see <see cref="CallbackCrypto.IsKey"/>.</param>
public sealed record WeComSettings(Uri ApiBase, string CorpId, int AgentId, string Secret, string Token, string EncodingAesKey)
{
    // A record prints all it holds, and settings end up in logs.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"ApiBase = {ApiBase}, CorpId = {CorpId}, AgentId = {AgentId}, Secret = ***, Token = ***, EncodingAesKey = ***");
        return true;
    }
}
