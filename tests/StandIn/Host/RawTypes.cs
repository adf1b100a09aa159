namespace System.Management.Automation.Host;

public struct Coordinates
{
    public Coordinates(int x, int y)
    {
        X = x;
        Y = y;
    }

    public int X { get; set; }

    public int Y { get; set; }

    public static bool operator ==(Coordinates first, Coordinates second) => first.Equals(second);

    public static bool operator !=(Coordinates first, Coordinates second) => !first.Equals(second);

    public override readonly bool Equals(object? obj) => obj is Coordinates other && X == other.X && Y == other.Y;

    public override readonly int GetHashCode() => HashCode.Combine(X, Y);

    public override readonly string ToString() => $"{X},{Y}";
}

public struct Size
{
    public Size(int width, int height)
    {
        Width = width;
        Height = height;
    }

    public int Width { get; set; }

    public int Height { get; set; }

    public static bool operator ==(Size first, Size second) => first.Equals(second);

    public static bool operator !=(Size first, Size second) => !first.Equals(second);

    public override readonly bool Equals(object? obj) => obj is Size other && Width == other.Width && Height == other.Height;

    public override readonly int GetHashCode() => HashCode.Combine(Width, Height);

    public override readonly string ToString() => $"{Width},{Height}";
}

public struct Rectangle
{
    public Rectangle(int left, int top, int right, int bottom)
    {
        Left = left;
        Top = top;
        Right = right;
        Bottom = bottom;
    }

    public Rectangle(Coordinates upperLeft, Coordinates lowerRight)
        : this(upperLeft.X, upperLeft.Y, lowerRight.X, lowerRight.Y)
    {
    }

    public int Left { get; set; }

    public int Top { get; set; }

    public int Right { get; set; }

    public int Bottom { get; set; }

    public static bool operator ==(Rectangle first, Rectangle second) => first.Equals(second);

    public static bool operator !=(Rectangle first, Rectangle second) => !first.Equals(second);

    public override readonly bool Equals(object? obj) => obj is Rectangle other && Left == other.Left && Top == other.Top && Right == other.Right && Bottom == other.Bottom;

    public override readonly int GetHashCode() => HashCode.Combine(Left, Top, Right, Bottom);

    public override readonly string ToString() => $"{Left},{Top} ; {Right},{Bottom}";
}

public struct KeyInfo
{
    public KeyInfo(int virtualKeyCode, char ch, ControlKeyStates controlKeyState, bool keyDown)
    {
        VirtualKeyCode = virtualKeyCode;
        Character = ch;
        ControlKeyState = controlKeyState;
        KeyDown = keyDown;
    }

    public int VirtualKeyCode { get; set; }

    public char Character { get; set; }

    public ControlKeyStates ControlKeyState { get; set; }

    public bool KeyDown { get; set; }

    public static bool operator ==(KeyInfo first, KeyInfo second) => first.Equals(second);

    public static bool operator !=(KeyInfo first, KeyInfo second) => !first.Equals(second);

    public override readonly bool Equals(object? obj) => obj is KeyInfo other && VirtualKeyCode == other.VirtualKeyCode && Character == other.Character && ControlKeyState == other.ControlKeyState && KeyDown == other.KeyDown;

    public override readonly int GetHashCode() => HashCode.Combine(VirtualKeyCode, Character, ControlKeyState, KeyDown);

    public override readonly string ToString() => $"{VirtualKeyCode},{Character},{ControlKeyState},{KeyDown}";
}

public struct BufferCell
{
    public BufferCell(char character, ConsoleColor foreground, ConsoleColor background, BufferCellType bufferCellType)
    {
        Character = character;
        ForegroundColor = foreground;
        BackgroundColor = background;
        BufferCellType = bufferCellType;
    }

    public char Character { get; set; }

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public BufferCellType BufferCellType { get; set; }

    public static bool operator ==(BufferCell first, BufferCell second) => first.Equals(second);

    public static bool operator !=(BufferCell first, BufferCell second) => !first.Equals(second);

    public override readonly bool Equals(object? obj) => obj is BufferCell other && Character == other.Character && ForegroundColor == other.ForegroundColor && BackgroundColor == other.BackgroundColor && BufferCellType == other.BufferCellType;

    public override readonly int GetHashCode() => HashCode.Combine(Character, ForegroundColor, BackgroundColor, BufferCellType);

    public override readonly string ToString() => $"'{Character}' {ForegroundColor} {BackgroundColor} {BufferCellType}";
}

public enum BufferCellType
{
    Complete = 0,
    Leading = 1,
    Trailing = 2,
}

[Flags]
public enum ControlKeyStates
{
    RightAltPressed = 1,
    LeftAltPressed = 2,
    RightCtrlPressed = 4,
    LeftCtrlPressed = 8,
    ShiftPressed = 16,
    NumLockOn = 32,
    ScrollLockOn = 64,
    CapsLockOn = 128,
    EnhancedKey = 256,
}

[Flags]
public enum ReadKeyOptions
{
    AllowCtrlC = 1,
    NoEcho = 2,
    IncludeKeyDown = 4,
    IncludeKeyUp = 8,
}
