using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using StandIn.Objects;
using StandIn.Sessions;

namespace StandIn.Formatting;

/// <summary>The arguments of a Format command.</summary>
internal sealed class FormatOptions
{
    public Shape Shape { get; init; }

    public IReadOnlyList<Commands.PropertySelector> Properties { get; init; } = [];
}

/// <summary>Converts objects to layouts: the first object of a document chooses the view for all of it.</summary>
internal sealed class Formatter(Session session, FormatOptions options, Action<FormatInfoData> output)
{
    private Layout? _layout;
    private bool _inGroup;
    private object? _groupValue = System.Management.Automation.Internal.AutomationNull.Value;

    public void Add(object? value)
    {
        if (PSObject.IsNothing(value))
        {
            return;
        }

        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is FormatInfoData already)
        {
            output(already);
            return;
        }

        if (ValueText.Elements(value) is { } elements)
        {
            foreach (var element in elements)
            {
                if (element is not null)
                {
                    AddOne(PSObject.AsPSObject(element));
                }
            }

            return;
        }

        AddOne(PSObject.AsPSObject(value!));
    }

    public void End()
    {
        if (_inGroup)
        {
            output(new GroupEndData());
            _inGroup = false;
        }

        if (_layout is not null)
        {
            output(new FormatEndData());
            _layout = null;
        }
    }

    private void AddOne(PSObject target)
    {
        if (target.BaseObject is FormatInfoData already)
        {
            output(already);
            return;
        }

        if (AsLooseText(target) is { } loose)
        {
            output(loose);
            return;
        }

        if (_layout is null)
        {
            _layout = Layout.Choose(session, options, target);
            output(_layout.Start(target));
        }

        if (!_layout.Applies(target))
        {
            output(new FormatEntryData(new ListEntry(ListLayout.FieldsOf(session, target))) { OutOfBand = true });
            return;
        }

        var newGroup = _layout.GroupValue(target, out var value) && !Same(value, _groupValue);
        if (_inGroup && newGroup)
        {
            output(new FormatEntryData(new CustomEntry(new BlockPiece())) { OutOfBand = true });
            output(new GroupEndData());
            _inGroup = false;
        }

        if (!_inGroup)
        {
            _groupValue = value;
            output(new GroupStartData(_layout.Heading(target, value)));
            _inGroup = true;
        }

        output(new FormatEntryData(_layout.Entry(target)));
    }

    private static bool Same(object? first, object? second)
    {
        if (ReferenceEquals(second, System.Management.Automation.Internal.AutomationNull.Value))
        {
            return false;
        }

        try
        {
            return LanguagePrimitives.Compare(first, second, ignoreCase: true) == 0;
        }
        catch (ArgumentException)
        {
            return ObjectText.Of(first).Equals(ObjectText.Of(second), StringComparison.OrdinalIgnoreCase);
        }
    }

    // Strings, numbers, errors: displayed directly, inside or outside a document.
    private FormatEntryData? AsLooseText(PSObject target)
    {
        if (session.Formats.Find(Shape.Any, target.CurrentTypeNames, outOfBand: true) is { } view)
        {
            return new FormatEntryData(new CustomEntry(new CustomLayout(session, view, options).Piece(target))) { OutOfBand = true };
        }

        if (target.BaseObject is ErrorRecord error)
        {
            return new FormatEntryData(new RawText(ErrorText.Of(error))) { OutOfBand = true };
        }

        if (target.BaseObject is InformationalRecord or InformationRecord
            || ValueText.IsScalar(target)
            || (!target.Properties.Any() && target.BaseObject is not IEnumerable))
        {
            return new FormatEntryData(new RawText(target.ToString())) { OutOfBand = true };
        }

        return null;
    }
}
