using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace StandIn.Formatting;

/// <summary>What every Out command does: records are rendered, plain objects are formatted first.</summary>
internal sealed class OutputFormatter
{
    private readonly FormatRenderer _renderer;
    private readonly ObjectFormatter _objects;

    public OutputFormatter(int width, Action<string> writeLine)
    {
        _renderer = new FormatRenderer(width, writeLine);
        _objects = new ObjectFormatter(new FormatRequest(null), _renderer.Write);
    }

    public void Add(PSObject? input)
    {
        if (input?.BaseObject is FormatInfoData data)
        {
            // What was begun before the formatted objects came is done with.
            _objects.End();
            _renderer.Write(data);
            return;
        }

        if (input?.BaseObject is object?[] many && many.Any(item => item is FormatInfoData or PSObject { BaseObject: FormatInfoData }))
        {
            foreach (object? item in many)
            {
                Add(item is null ? null : PSObject.AsPSObject(item));
            }

            return;
        }

        _objects.Add(input);
    }

    public void End() => _objects.End();
}
