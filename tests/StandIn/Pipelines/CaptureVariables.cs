using System.Collections;
using System.Management.Automation;
using StandIn.Sessions;

namespace StandIn.Pipelines;

/// <summary>-OutVariable, -ErrorVariable, and similar ones: lists that fill while the command runs.</summary>
internal sealed class CaptureVariables(Session session, Preferences preferences)
{
    private ArrayList? _output;
    private ArrayList? _errors;
    private ArrayList? _warnings;
    private ArrayList? _information;

    public void SetUp()
    {
        _output = ListFor(preferences.OutVariable);
        _errors = ListFor(preferences.ErrorVariable);
        _warnings = ListFor(preferences.WarningVariable);
        _information = ListFor(preferences.InformationVariable);
    }

    public void Output(object? value)
    {
        _output?.Add(value);
        if (!string.IsNullOrEmpty(preferences.PipelineVariable))
        {
            session.Variables.Set(preferences.PipelineVariable, value);
        }
    }

    public void Error(ErrorRecord record) => _errors?.Add(record);

    public void Warning(WarningRecord record) => _warnings?.Add(record);

    public void Information(InformationRecord record) => _information?.Add(record);

    // A plus before the name keeps the variable's content.
    private ArrayList? ListFor(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var append = name.StartsWith('+');
        var plain = append ? name[1..] : name;
        var list = new ArrayList();
        if (append && session.Variables.GetValue(plain) is { } before)
        {
            foreach (var item in LanguagePrimitives.GetEnumerable(before) ?? new[] { before })
            {
                list.Add(item);
            }
        }

        session.Variables.Set(plain, list);
        return list;
    }
}
