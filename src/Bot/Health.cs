using Bot.WeCom;
using Store;

namespace Bot;

/// <summary>GET /health/live and /health/ready: 200 when so, 503 with the reason when not.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live"));
        routes.MapGet("/health/ready", async (Database database, WeComClient client, BotSettings settings) =>
        {
            try
            {
                await database.Read(tx => Meta.Get(tx, "mode"));
                if (!settings.IsDemo)
                    await client.GetToken();
                return Results.Text("ready");
            }
            catch (SendFailure failure)
            {
                return Results.Text($"not ready: {failure.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
            catch (System.Data.Common.DbException)
            {
                return Results.Text("not ready: the store does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
