using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace StandIn.Formatting;

/// <summary>Custom layouts: text continues until a line ends, and frames indent it.</summary>
internal sealed class CustomWriter(int width, Action<string> line)
{
    private readonly Stack<BlockPiece> _frames = new();
    private readonly StringBuilder _text = new();

    public void Write(FormatPiece piece)
    {
        Add(piece);
        EndLine();
    }

    private void Add(FormatPiece piece)
    {
        switch (piece)
        {
            case TextPiece text:
                _text.Append(text.Text);
                break;
            case NewLinePiece:
                EndLine();
                break;
            case BlockPiece block:
                if (block.IsFrame)
                {
                    _frames.Push(block);
                }

                foreach (var inner in block.Pieces)
                {
                    Add(inner);
                }

                if (block.IsFrame)
                {
                    _frames.Pop();
                }

                break;
        }
    }

    private void EndLine()
    {
        var left = _frames.Sum(f => f.Left);
        var room = width == int.MaxValue ? int.MaxValue : width - left - _frames.Sum(f => f.Right);
        var first = _frames.TryPeek(out var top) && Math.Abs(top.FirstLine) < room ? top.FirstLine : 0;
        if (room <= 0)
        {
            _text.Clear();
            room = 1;
        }

        var firstPad = left + Math.Max(0, first);
        var nextPad = left + Math.Max(0, -first);
        var isFirst = true;
        foreach (var text in LineWrap.Wrap(_text.ToString(), first > 0 ? room - first : room, first < 0 ? room + first : room))
        {
            line(new string(' ', isFirst ? firstPad : nextPad) + text);
            isFirst = false;
        }

        _text.Clear();
    }
}
