using System.Management.Automation;
using StandIn.Objects;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Write", "Host")]
internal sealed class WriteHostCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromRemainingArguments = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    public object? Object { get; set; }

    protected override void ProcessRecord()
    {
        var message = new HostInformationMessage { Message = Text(Object) };
        var record = new InformationRecord(message, null);
        record.Tags.Add("PSHOST");
        WriteInformation(record);
    }

    private static string Text(object? value) => value is null ? string.Empty
        : LanguagePrimitives.GetEnumerable(value) is { } many ? string.Join(' ', many.Cast<object?>().Select(Text))
        : ObjectText.Of(value);
}

[Cmdlet("Write", "Warning")]
internal sealed class WriteWarningCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    [Alias("Msg")]
    public string? Message { get; set; }

    protected override void ProcessRecord() => WriteWarning(Message);
}
