namespace System.Management.Automation.Host;

public sealed class ChoiceDescription
{
    private string _helpMessage = string.Empty;

    public ChoiceDescription(string label)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        Label = label;
    }

    public ChoiceDescription(string label, string helpMessage)
        : this(label) => HelpMessage = helpMessage;

    public string Label { get; }

    public string HelpMessage
    {
        get => _helpMessage;
        set => _helpMessage = value ?? throw new ArgumentNullException(nameof(value));
    }
}

public class FieldDescription
{
    public FieldDescription(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    public string Name { get; }

    public string Label { get; set; } = string.Empty;

    public string HelpMessage { get; set; } = string.Empty;
}
