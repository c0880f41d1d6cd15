using Bot.WeCom;
using Xunit;

namespace Bot.Tests.WeCom;

public sealed class JsSignatureTests
{
    [Fact]
    public void The_published_example_has_its_signature()
    {
        var vector = Vectors.Get("J1");
        var input = vector.GetProperty("input");
        Assert.Equal(
            vector.GetProperty("expected").Text("signature"),
            JsSignature.Sign(input.Text("jsapi_ticket"), input.Text("noncestr"), input.Text("timestamp"), input.Text("url") + "#part"));
    }
}
