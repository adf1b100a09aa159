using System.Management.Automation;
using StandIn.Commands;
using StandIn.Formatting;

namespace Microsoft.PowerShell.Commands;

/// <summary>The base of all Format commands.</summary>
internal abstract class FormatCommand : PSCmdlet
{
    private Formatter? _formatter;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected abstract FormatOptions Options { get; }

    protected static IReadOnlyList<PropertySelector> Selectors(object[]? properties) =>
        [.. (properties ?? []).Select(p => new PropertySelector(p))];

    protected override void BeginProcessing() => _formatter = new Formatter(EngineSession, Options, WriteObject);

    protected override void ProcessRecord() => _formatter!.Add(InputObject);

    protected override void EndProcessing() => _formatter!.End();
}

[Cmdlet("Format", "Table")]
internal sealed class FormatTableCommand : FormatCommand
{
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    protected override FormatOptions Options => new() { Shape = Shape.Table, Properties = Selectors(Property) };
}

[Cmdlet("Format", "List")]
internal sealed class FormatListCommand : FormatCommand
{
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    protected override FormatOptions Options => new() { Shape = Shape.List, Properties = Selectors(Property) };
}
