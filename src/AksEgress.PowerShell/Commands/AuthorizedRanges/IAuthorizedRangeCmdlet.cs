using System.Management.Automation;

namespace AksEgress.PowerShell.Commands;

/// <summary>A cmdlet that changes the authorized IP ranges of clusters.</summary>
internal interface IAuthorizedRangeCmdlet
{
    /// <summary>The ranges of the record.</summary>
    string[] IpRange { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    SwitchParameter Force { get; }

    /// <summary>Sends the request and doesn't wait.</summary>
    SwitchParameter NoWait { get; }

    /// <summary>Runs as a background job.</summary>
    SwitchParameter AsJob { get; }

    /// <summary>Writes the ranges as they are afterwards.</summary>
    SwitchParameter PassThru { get; }
}
