using System.Management.Automation;
using StandIn.Script;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("ForEach", "Object", SupportsShouldProcess = true, DefaultParameterSetName = "ScriptBlockSet")]
internal sealed class ForEachObjectCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(ParameterSetName = "ScriptBlockSet")]
    public ScriptBlock? Begin { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ScriptBlockSet")]
    [AllowNull]
    [AllowEmptyCollection]
    public ScriptBlock[] Process { get; set; } = [];

    [Parameter(ParameterSetName = "ScriptBlockSet")]
    public ScriptBlock? End { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "PropertyAndMethodSet")]
    public string? MemberName { get; set; }

    [Parameter(ParameterSetName = "PropertyAndMethodSet", ValueFromRemainingArguments = true)]
    [Alias("Args")]
    public object[]? ArgumentList { get; set; }

    protected override void BeginProcessing() => Begin?.Emit(null, WriteObject);

    protected override void ProcessRecord()
    {
        if (MemberName is null)
        {
            foreach (var block in Process)
            {
                block.Emit(InputObject, WriteObject);
            }

            return;
        }

        var member = InputObject?.Members[MemberName];
        var value = member is PSMethodInfo method ? method.Invoke(ArgumentList ?? []) : MemberAccess.Get(InputObject, MemberName);
        if (!PSObject.IsNothing(value))
        {
            WriteObject(value, enumerateCollection: true);
        }
    }

    protected override void EndProcessing() => End?.Emit(null, WriteObject);
}
