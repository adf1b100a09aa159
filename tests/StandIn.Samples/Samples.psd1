@{
    RootModule = 'StandIn.Samples.dll'
    ModuleVersion = '1.2.3'
    GUID = '5d1a3a0c-6f1c-4a53-9e0e-4b7d0a2a6a11'
    Author = 'AksEgress contributors'
    Description = 'Cmdlets that show what an engine does.'
    PowerShellVersion = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess = @('Samples.Format.ps1xml')
    TypesToProcess = @('Samples.Types.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport = @('*-Sample*')
    VariablesToExport = @()
    AliasesToExport = @()
    PrivateData = @{ PSData = @{ Tags = @('Sample', 'Test') } }
}
