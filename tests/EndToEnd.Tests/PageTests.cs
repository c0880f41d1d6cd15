using System.Globalization;
using Microsoft.Playwright;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>A bot of their own and a real browser, for tests of pages.</summary>
public abstract class PageTests(SeededStores stores) : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private const string ScreenshotsVariable = "E2E_SCREENSHOTS";

    private IPlaywright playwright = null!;

    protected RunningBot Bot { get; private set; } = null!;

    protected IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Bot = await RunningBot.Start(await stores.Copy("sqlite"));
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
        await Bot.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Keeps a picture where somebody wants to look.</summary>
    /// <param name="whole">To the end of the page rather than of the screen.</param>
    protected static async Task Shoot(IPage page, int width, string name, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable(ScreenshotsVariable) is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{width.ToString(CultureInfo.InvariantCulture)}-{name}.png"), FullPage = whole });
    }
}
