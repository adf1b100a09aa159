namespace System.Management.Automation.Host;

public abstract class PSHostRawUserInterface
{
    public abstract ConsoleColor ForegroundColor { get; set; }

    public abstract ConsoleColor BackgroundColor { get; set; }

    public abstract Coordinates CursorPosition { get; set; }

    public abstract Coordinates WindowPosition { get; set; }

    public abstract int CursorSize { get; set; }

    public abstract Size BufferSize { get; set; }

    public abstract Size WindowSize { get; set; }

    public abstract Size MaxWindowSize { get; }

    public abstract Size MaxPhysicalWindowSize { get; }

    public abstract bool KeyAvailable { get; }

    public abstract string WindowTitle { get; set; }

    public KeyInfo ReadKey() => ReadKey(ReadKeyOptions.IncludeKeyDown | ReadKeyOptions.IncludeKeyUp);

    public abstract KeyInfo ReadKey(ReadKeyOptions options);

    public abstract void FlushInputBuffer();

    public abstract void SetBufferContents(Coordinates origin, BufferCell[,] contents);

    public abstract void SetBufferContents(Rectangle rectangle, BufferCell fill);

    public abstract BufferCell[,] GetBufferContents(Rectangle rectangle);

    public abstract void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill);

    public virtual int LengthInBufferCells(char source) => StandIn.Text.CellWidth.Of(source);

    public virtual int LengthInBufferCells(string source) => StandIn.Text.CellWidth.Of(source ?? throw new PSArgumentNullException(nameof(source)));

    public virtual int LengthInBufferCells(string source, int offset) => StandIn.Text.CellWidth.Of((source ?? throw new PSArgumentNullException(nameof(source)))[offset..]);
}
