using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Binding;

/// <summary>The pipeline input of a cmdlet that creates a resource: a parent, a resource group, a row, or a name.</summary>
/// <param name="Parent">The id of a piped parent, or null.</param>
/// <param name="ParentName">The name of a piped parent without an id, or null.</param>
/// <param name="Name">The new resource's name, or null.</param>
/// <param name="ResourceGroupName">The resource group of a piped parent or a piped resource group, or null.</param>
/// <param name="SubscriptionId">The subscription of the piped object, or null.</param>
internal sealed record NewInput(ArmResourceId? Parent, string? ParentName, string? Name, string? ResourceGroupName, string? SubscriptionId)
{
    private static readonly NewInput s_none = new(null, null, null, null, null);

    /// <summary>Reads the pipeline input.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="input">The piped object, or null.</param>
    /// <param name="wanted">The type that the error names: that of a parent, or of the new resource.</param>
    /// <param name="parents">
    /// The types that can be piped besides resource groups and rows. A subnet's name alone doesn't identify the subnet.
    /// </param>
    /// <exception cref="Core.Errors.EgressException">PipelineInputNotSupported or InvalidSubscriptionId.</exception>
    public static NewInput Read(ISubjectCmdlet cmdlet, PipedObject? input, string wanted, params IReadOnlyList<string> parents)
    {
        if (input is null)
        {
            return s_none;
        }

        if (input.Kind == PipedKind.Route && parents.Contains(ResourceTypes.Routes))
        {
            return s_none with { ResourceGroupName = input["ResourceGroupName"] };
        }

        if (input.IsRow)
        {
            Subject.RequireSame(cmdlet, input, "Name", input["Name"]);
            Subject.RequireSame(cmdlet, input, "ResourceGroupName", input["ResourceGroupName"]);
            Subject.RequireSame(cmdlet, input, "SubscriptionId", input["SubscriptionId"]);
        }

        if (input.Id is { } id)
        {
            if (id.ResourceType == ResourceTypes.ResourceGroups)
            {
                Subject.RequireSame(cmdlet, input, "ResourceGroupName", id.ResourceGroupName);
                Subject.RequireSame(cmdlet, input, "SubscriptionId", id.SubscriptionId);
            }

            return parents.Contains(id.ResourceType, StringComparer.OrdinalIgnoreCase)
                ? new NewInput(id, null, null, id.ResourceGroupName, id.SubscriptionId)
                : id.ResourceType == ResourceTypes.ResourceGroups && wanted != ResourceTypes.ResourceGroups
                    ? new NewInput(null, null, null, id.ResourceGroupName, id.SubscriptionId)
                : throw Subject.NotSupported(cmdlet, input, parents.Count > 0 ? parents[0] : wanted);
        }

        return input.Kind switch
        {
            // When a name is typed, a piped string is the parent's name.
            PipedKind.Text when parents.Count > 0 && parents[0] != ResourceTypes.Subnets && cmdlet.IsTyped("Name") =>
                s_none with { ParentName = Checked(input.Text!) },
            PipedKind.Text when !cmdlet.IsTyped("Name") => s_none with { Name = Checked(input.Text!) },
            PipedKind.Row when RowParameters.Describes((System.Management.Automation.PSCmdlet)cmdlet, input) =>
                s_none with { SubscriptionId = input["SubscriptionId"] },
            _ => throw Subject.NotSupported(cmdlet, input, parents.Count > 0 ? parents[0] : wanted),
        };
    }

    private static string Checked(string name)
    {
        ArmNames.Check(name, ArmNames.MaximumLength, "InputObject");
        return name;
    }

    /// <summary>Refuses a typed parameter that specifies the same thing as the piped object.</summary>
    /// <exception cref="Core.Errors.EgressException">PipelineInputConflict.</exception>
    public void RequireOnly(ISubjectCmdlet cmdlet, string parentType, params IReadOnlyList<string> parameters)
    {
        if (Parent?.ResourceType == parentType && parameters.FirstOrDefault(cmdlet.IsTyped) is { } parameter)
        {
            throw Subject.Conflict(Parent, parameter, cmdlet.MyInvocation.BoundParameters[parameter]?.ToString() ?? string.Empty, null);
        }
    }
}
