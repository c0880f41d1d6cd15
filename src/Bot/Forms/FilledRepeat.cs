using Bot.Forms.Plans;

namespace Bot.Forms;

/// <summary>A repeat as it stands in one filling; one within a repeat, once for each row of that.</summary>
public sealed class FilledRepeat
{
    private readonly FilledForm form;

    internal FilledRepeat(FilledForm form, RepeatPlace place)
    {
        this.form = form;
        Place = place;
    }

    /// <summary>Its rows are this with [1], [2] …, e.g. <c>m_jobs</c> or <c>trip[2]/stop</c>.</summary>
    public string Path => Place.Path;

    public string Label => form.Fill(Place.Item.Label, form.ParentOf(Place));

    public int Rows => Place.Rows;

    /// <summary>The person adds its rows; otherwise the form says how many there are.</summary>
    public bool IsOpen => Place.Item.Group!.RepeatCount is null;

    /// <summary>Also told of a repeat that has no row yet.</summary>
    public bool IsRelevant => form.IsRelevant(Place);

    /// <summary>The person adds no more rows.</summary>
    public bool IsClosed => form.Draft.Closed.Contains(Path);

    internal RepeatPlace Place { get; }
}

/// <summary>What comes next in a form.</summary>
public abstract record NextStep
{
    private NextStep()
    {
    }

    public sealed record Ask(FilledQuestion Question) : NextStep;

    /// <summary>Every row there is has been answered: is there another? See <see cref="Filling.AddRow"/> and <see cref="Filling.Close"/>.</summary>
    public sealed record AnotherRow(FilledRepeat Repeat) : NextStep;
}
