using Microsoft.AspNetCore.Http.Features;

namespace Bot.Desk;

/// <summary>How much a form of the desk may bring.</summary>
internal static class DeskUpload
{
    // Room for the words around the files.
    private const long Slack = 1024 * 1024;

    public static void Allow(HttpContext context, long mostBytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = mostBytes + Slack;
    }

    /// <summary>Null where it is too much, or no form.</summary>
    public static async Task<IFormCollection?> Read(HttpContext context, long mostBytes)
    {
        try
        {
            return context.Request.HasFormContentType
                ? await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = mostBytes + Slack }, context.RequestAborted)
                : null;
        }
        catch (Exception tooMuch) when (tooMuch is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
