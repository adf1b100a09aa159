using System.Management.Automation;
using System.Text;
using StandIn.Formatting;

namespace Microsoft.PowerShell.Commands;

/// <summary>What all commands share that show objects as text.</summary>
internal abstract class OutCommand : PSCmdlet
{
    private Formatter? _formatter;
    private PacketRenderer? _renderer;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    // Without a console, only tables have a width.
    protected virtual int LineWidth => HostWidth() ?? int.MaxValue;

    protected abstract void Line(string text);

    protected int? HostWidth()
    {
        try
        {
            return Host.UI?.RawUI?.BufferSize.Width is { } width and > 0 ? width : null;
        }
        catch (Exception failure) when (failure is NotImplementedException or System.Management.Automation.Host.HostException or NotSupportedException)
        {
            return null;
        }
    }

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
    [Parameter]
    public SwitchParameter Paging { get; set; }

    protected override void Line(string text) => Host.UI?.WriteLine(text);
}

[Cmdlet("Out", "Default")]
internal sealed class OutDefaultCommand : OutCommand
{
    [Parameter]
    public SwitchParameter Transcript { get; set; }

    protected override void Line(string text) => Host.UI?.WriteLine(text);
}

[Cmdlet("Out", "Null")]
internal sealed class OutNullCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }
}

[Cmdlet("Out", "File", SupportsShouldProcess = true)]
internal sealed class OutFileCommand : OutCommand
{
    private readonly StringBuilder _text = new();

    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Path")]
    public string FilePath { get; set; } = string.Empty;

    [Parameter(Position = 1)]
    public string? Encoding { get; set; }

    [Parameter]
    public SwitchParameter Append { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; }

    protected override int LineWidth => Width > 0 ? Width : base.LineWidth;

    protected override void Line(string text) => _text.Append(text).Append(Environment.NewLine);

    protected override void EndProcessing()
    {
        base.EndProcessing();
        string path = GetUnresolvedProviderPathFromPSPath(FilePath);
        if (!ShouldProcess(path))
        {
            return;
        }

        if (Append)
        {
            File.AppendAllText(path, _text.ToString());
        }
        else
        {
            File.WriteAllText(path, _text.ToString());
        }
    }
}
