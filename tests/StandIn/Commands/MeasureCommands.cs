using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The output of Measure-Object.</summary>
public sealed class GenericMeasureInfo
{
    internal GenericMeasureInfo(int count) => Count = count;

    public int Count { get; }
}

/// <summary>Counts its input.</summary>
[Cmdlet("Measure", "Object")]
internal sealed class MeasureObjectCommand : PSCmdlet
{
    private int _count;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord() => _count += InputObject is null ? 0 : 1;

    protected override void EndProcessing() => WriteObject(new GenericMeasureInfo(_count));
}
