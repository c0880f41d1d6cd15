namespace Scheduler.Tests.Ledgers.Workbook;

/// <summary>Counts what is written, drops it, and notes how much memory is really in use now and then.</summary>
internal sealed class PeakStream : Stream
{
    private const long Step = 64 * 1024;
    private long written;
    private long nextLook = Step;

    public PeakStream() => ManagedBytesBefore = MostManagedBytes = GC.GetTotalMemory(forceFullCollection: true);

    public long ManagedBytesBefore { get; }

    public long MostManagedBytes { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => written;

    public override long Position { get => written; set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count)
    {
        written += count;
        if (written < nextLook)
            return;
        nextLook = written + Step;
        MostManagedBytes = Math.Max(MostManagedBytes, GC.GetTotalMemory(forceFullCollection: true));
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
