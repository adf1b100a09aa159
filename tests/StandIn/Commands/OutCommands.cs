using System.Management.Automation;
using System.Text;
using StandIn.Formatting;

namespace Microsoft.PowerShell.Commands;

/// <summary>The base of all commands that display objects as text.</summary>
internal abstract class OutCommand : PSCmdlet
{
    private Formatter? _formatter;
    private PacketRenderer? _renderer;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    // Without a console, only tables have a width.
    protected virtual int LineWidth => int.MaxValue;

    protected abstract void Line(string text);

    protected override void BeginProcessing()
    {
        _renderer = new PacketRenderer(LineWidth, Line);
        _formatter = new Formatter(EngineSession, new FormatOptions(), _renderer.Add);
    }

    protected override void ProcessRecord() => _formatter!.Add(InputObject);

    protected override void EndProcessing()
    {
        _formatter!.End();
        _renderer!.Flush();
    }
}

[Cmdlet("Out", "String", DefaultParameterSetName = "NoNewLineFormatting")]
internal sealed class OutStringCommand : OutCommand
{
    private readonly StringBuilder _text = new();

    [Parameter(ParameterSetName = "StreamFormatting")]
    public SwitchParameter Stream { get; set; }

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; }

    [Parameter(ParameterSetName = "NoNewLineFormatting")]
    public SwitchParameter NoNewline { get; set; }

    protected override int LineWidth => Width > 0 ? Width : base.LineWidth;

    protected override void Line(string text)
    {
        if (Stream)
        {
            WriteObject(text);
        }
        else
        {
            _text.Append(text).Append(NoNewline ? string.Empty : Environment.NewLine);
        }
    }

    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (!Stream)
        {
            WriteObject(_text.ToString());
        }
    }
}

[Cmdlet("Out", "Host")]
internal sealed class OutHostCommand : OutCommand
{
    protected override void Line(string text) => Host.UI?.WriteLine(text);
}

[Cmdlet("Out", "Default")]
internal sealed class OutDefaultCommand : OutCommand
{
    protected override void Line(string text) => Host.UI?.WriteLine(text);
}

[Cmdlet("Out", "Null")]
internal sealed class OutNullCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }
}
