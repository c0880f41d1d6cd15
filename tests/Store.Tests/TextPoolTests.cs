using Xunit;

namespace Store.Tests;

/// <summary>Texts that come again and again, each kept once.</summary>
public sealed class TextPoolTests
{
    private readonly TextPool pool = new();

    [Fact]
    public void What_comes_again_is_the_same_text_however_it_is_written()
    {
        var village = pool.Of("石毫村".AsSpan());

        Assert.Same(village, pool.Of("石毫村"u8));
        Assert.Same(village, pool.Of(new string("石毫村")));
        Assert.Equal("", pool.Of(ReadOnlySpan<byte>.Empty));
    }

    [Fact]
    public void What_is_long_is_given_back_whole()
    {
        var words = string.Concat(Enumerable.Repeat("水管坏了", 30));

        Assert.Equal(words, pool.Of(words.AsSpan()));
        Assert.Equal(words, pool.Of(System.Text.Encoding.UTF8.GetBytes(words)));
    }

    [Fact]
    public void Where_all_are_different_none_is_kept()
    {
        for (var number = 0; number < 1_000; number++)
            Assert.Equal($"H{number}", pool.Of($"H{number}".AsSpan()));

        Assert.NotSame(pool.Of("H1"u8), pool.Of("H1"u8));
        Assert.Equal("H1", pool.Of("H1".AsSpan()));
    }
}
