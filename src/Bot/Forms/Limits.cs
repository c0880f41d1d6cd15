namespace Bot.Forms;

/// <summary>Bounds that keep a mistaken form from becoming a hung process.</summary>
public static class Limits
{
    /// <summary>Rows of one repeat; no household has as many members.</summary>
    public const int RepeatRows = 100;

    /// <summary>Nodes of one filled form; rows within rows that would come to more are left out.</summary>
    public const int Places = 50_000;

    /// <summary>Characters of one typed answer; WeCom itself cuts at 2,048 bytes.</summary>
    public const int AnswerLength = 2000;
}
