using System.Management.Automation;
using StandIn.Objects;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Write", "Host")]
internal sealed class WriteHostCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromRemainingArguments = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    public object? Object { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public object Separator { get; set; } = " ";

    [Parameter]
    public ConsoleColor ForegroundColor { get; set; } = (ConsoleColor)(-1);

    [Parameter]
    public ConsoleColor BackgroundColor { get; set; } = (ConsoleColor)(-1);

    protected override void ProcessRecord()
    {
        var message = new HostInformationMessage { Message = Text(Object), NoNewLine = NoNewline.IsPresent };
        if (Enum.IsDefined(ForegroundColor))
        {
            message.ForegroundColor = ForegroundColor;
        }

        if (Enum.IsDefined(BackgroundColor))
        {
            message.BackgroundColor = BackgroundColor;
        }

        var record = new InformationRecord(message, nameof(WriteHostCommand));
        record.Tags.Add("PSHOST");
        WriteInformation(record);
    }

    private string Text(object? value) => value is null ? string.Empty
        : LanguagePrimitives.GetEnumerable(value) is { } many ? string.Join(ObjectText.Of(Separator), many.Cast<object?>().Select(Text))
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
